import type { Config } from '../core/config.ts';

/** What a command is given. */
export interface CommandInput {
  readonly config: Config;
  /** What stands after the command's name, options and all. */
  readonly args: readonly string[];
  /** Says a line. */
  readonly say: (line: string) => void;
  /** Says a line of what went wrong. */
  readonly complain: (line: string) => void;
}

/** Answers the exit code: 0 done, 1 refused for what was found, 2 a wrong command. @throws CommandRefused (2) */
export type Command = (input: CommandInput) => Promise<number>;

/** A command that was asked for what it does not do; the message is for people. */
export class CommandRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandRefused';
  }
}

/** What the commands are, for people. */
export const HELP = `mangluoi <lệnh / command>

  init [--profile window|calendar] [--with-units]
                                     tạo cơ sở dữ liệu chính thức, không có số liệu minh họa; --with-units: có sẵn
                                     34 tỉnh, 3.321 xã từ 1/7/2025
                                     creates a production database, without the demo; --with-units:
                                     with the provinces and communes since 1/7/2025
  key add <tên / name> [--role clerk] [--unit 48@2025-07-01] [--group mã / code]
                                     tạo khóa API trong một phạm vi, chỉ hiện một lần
                                     creates an API key for a unit and below, shown once
  key list                           liệt kê khóa / lists keys
  key revoke <tên / name>            thu hồi khóa / revokes a key
  import-units <tệp / file.csv|json> [--valid-from 2025-07-01] [--renames] [--dry-run]
                                     nhập đơn vị (--help: các cột)
                                     imports units (--help: the columns)
  import-groups <tệp / file.csv|json> [--valid-from 2025-07-01] [--dry-run]
                                     nhập tổ (--help: các cột)
                                     imports groups (--help: the columns)
  account list                       liệt kê tài khoản / lists accounts
  account reset <tên / login>        cấp mật khẩu dùng một lần / issues a one-time password
  import-boundaries <tệp / file.geojson> --level commune --valid-from 2025-07-01 [--dry-run]
                                     nhập ranh giới thật / imports real boundaries (--help)
  audit verify [--expect <vị trí / position>:<liên kết / link>]
                                     kiểm tra nhật ký không bị sửa / checks that the log was not tampered with
  backup <tệp / file.sqlite>         sao lưu khi hệ thống đang chạy / backs up while the program runs
  verify <tệp / file.sqlite>         khôi phục thử và so khớp / restores aside and compares
  restore <tệp / file.sqlite> [--force]
                                     khôi phục; dữ liệu cũ được giữ riêng
                                     restores; the earlier database is kept aside
  copy --to <postgres://… | thư mục / folder> [--force]
                                     chép sang kho loại khác / copies to a store of the other kind
  doctor                             kiểm tra cơ sở dữ liệu, đĩa, đồng hồ, cấu hình / checks the installation

Kho dữ liệu / the store: DATA_DIR (.data), DATABASE_URL`;
