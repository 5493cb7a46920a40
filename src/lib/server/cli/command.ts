import type { Config } from '../config.ts';

/** What a command is given. */
export interface CommandInput {
  readonly config: Config;
  /** What stands after the command's name. */
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly say: (line: string) => void;
}
export type Command = (input: CommandInput) => Promise<void>;

/** A command that was asked for what it does not do; the message is for people. */
export class CommandRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandRefused';
  }
}

/** What the commands are, for people. */
export const HELP = `mangluoi <lệnh / command>

  init [--profile window|calendar]   tạo kho dữ liệu thật, không có số liệu minh họa
                                     makes a real store, without the demo
  key add <tên / name>               tạo khóa API, chỉ hiện một lần / makes an API key, shown once
  key list                           liệt kê khóa / lists keys
  key revoke <tên / name>            thu hồi khóa / ends a key
  import-boundaries <tệp / file.geojson> --level commune --valid-from 2025-07-01 [--dry-run]
                                     nhập ranh giới thật / imports real boundaries

Kho dữ liệu / the store: DATA_DIR (.data), DATABASE_URL`;
