import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs';

/** A data folder that no store can be kept in; the message is for people. */
export class UnusablePlace extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'UnusablePlace';
  }
}

/** Another program serves this store. */
export class StoreInUse extends UnusablePlace {
  constructor(dataDir: string) {
    super(
      `Kho dữ liệu đang được một chương trình khác dùng: hãy dừng chương trình đó, hoặc chọn DATA_DIR khác (${dataDir}). / ` +
        'Another program already serves this store: stop it, or choose another DATA_DIR.'
    );
    this.name = 'StoreInUse';
  }
}

/** Kinds of file systems that lie on another machine (statfs(2)): NFS, SMB, SMB2, CIFS, 9P, Ceph, AFS. */
const NETWORK = new Set([0x6969, 0x517b, 0xfe534d42, 0xff534d42, 0x01021997, 0x00c36400, 0x5346414f]);

/** Whether a folder lies on a network share: SQLite's log needs memory that processes of one machine share. */
export function isOnNetwork(dataDir: string): boolean {
  try {
    return NETWORK.has(statfsSync(dataDir).type >>> 0);
  } catch {
    return false;
  }
}

/** Bytes that are free for us where a folder lies; null where nobody can say. */
export function freeBytes(dataDir: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** Makes a data folder where there is none, and tries whether it can be written. @throws UnusablePlace */
export function refuseUnusable(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new UnusablePlace(
      `Không ghi được vào thư mục dữ liệu ${dataDir}: hãy kiểm tra quyền ghi, hoặc đặt DATA_DIR khác. / ` +
        'The data folder cannot be written: check its permissions, or set another DATA_DIR.',
      cause
    );
  }
}

/** What is said of a store's file that lies on a network share. */
export const ON_NETWORK =
  'Thư mục dữ liệu nằm trên ổ mạng: tệp SQLite có thể hỏng ở đó. Hãy dùng ổ của máy này, hoặc PostgreSQL (DATABASE_URL). / ' +
  'The data folder lies on a network share, where an SQLite file may break: use a disk of this machine, or PostgreSQL.';
