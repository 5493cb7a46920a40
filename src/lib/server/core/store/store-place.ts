import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { takeFileLock, type FileLock } from './file-lock.ts';

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

/** Another program keeps its files in this folder, though both may serve one database. */
export class FolderInUse extends UnusablePlace {
  constructor(dataDir: string) {
    super(
      `Thư mục dữ liệu ${dataDir} đang được một chương trình khác dùng: mỗi chương trình cần một DATA_DIR riêng, kể cả khi dùng chung một cơ sở dữ liệu. / ` +
        'Another program already uses this data folder: each needs a DATA_DIR of its own, though they share a database.'
    );
    this.name = 'FolderInUse';
  }
}

/** What is asked of the disk that a data folder lies on; what fails throws as Node does. */
export interface Disk {
  makeFolder(path: string): void;
  /** Writes a small file and removes it. */
  tryWriting(file: string): void;
  namesIn(folder: string): readonly string[];
  /** @throws where a file may not be read and written */
  mayWrite(file: string): void;
  exists(path: string): boolean;
  /** Kind of the file system (statfs(2)) and the bytes that are free for us. */
  fileSystem(path: string): { readonly type: number; readonly free: number };
}

/** The disk of this machine. */
export const THIS_DISK: Disk = {
  makeFolder: (path) => mkdirSync(path, { recursive: true }),
  tryWriting(file) {
    writeFileSync(file, '');
    rmSync(file);
  },
  namesIn: (folder) => readdirSync(folder),
  mayWrite: (file) => accessSync(file, constants.R_OK | constants.W_OK),
  exists: existsSync,
  fileSystem(path) {
    const { type, bavail, bsize } = statfsSync(path);
    return { type: type >>> 0, free: bavail * bsize };
  }
};

/**
 * Kinds of file systems that lie on another machine (statfs(2)): NFS, SMB, SMB2, CIFS, 9P, Ceph, AFS, Coda, NCP, Lustre,
 * GPFS, a folder shared by VirtualBox.
 */
const NETWORK = new Set([
  ...[0x6969, 0x517b, 0xfe534d42, 0xff534d42, 0x01021997, 0x00c36400, 0x5346414f],
  ...[0x73757245, 0x564c, 0x0bd00bd0, 0x47504653, 0x786f4256]
]);

/** Whether a folder, or where it would be made, lies on a network share: SQLite's log needs memory that processes of one machine share. */
export function isOnNetwork(dataDir: string, disk: Disk = THIS_DISK): boolean {
  const standing = disk.exists(dataDir) || dirname(dataDir) === dataDir;
  if (!standing) return isOnNetwork(dirname(dataDir), disk);
  try {
    return NETWORK.has(disk.fileSystem(dataDir).type);
  } catch {
    return false;
  }
}

/** Bytes that are free for us where a folder lies; null where nobody can say. */
export function freeBytes(folder: string, disk: Disk = THIS_DISK): number | null {
  try {
    return disk.fileSystem(folder).free;
  } catch {
    return null;
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** What a program keeps in a data folder by name; each is opened for writing at the start. */
const OURS =
  /^(?:mangluoi\.sqlite(?:-wal|-shm|\.\w+\.lock)?|announced|checkpoint\.bin|folder\.lock|demo-api-key)$/;

/**
 * Makes a data folder where there is none, and tries whether it and what lies in it can be written: root is told that it
 * may write to a folder of a read-only disk, and files that another user made may be read-only in a folder that is not.
 * @throws UnusablePlace
 */
export function refuseUnusable(dataDir: string, disk: Disk = THIS_DISK): void {
  try {
    disk.makeFolder(dataDir);
    disk.tryWriting(join(dataDir, `.write-test-${process.pid}`));
  } catch (cause) {
    // Of a full disk whoever reads is still served.
    if (FULL.has(codeOf(cause))) return;
    throw new UnusablePlace(
      `Không ghi được vào thư mục dữ liệu ${dataDir} (${codeOf(cause)}): hãy kiểm tra quyền ghi, ổ đĩa có đang ở chế độ chỉ đọc không, hoặc đặt DATA_DIR khác. / ` +
        'The data folder cannot be written: check its permissions, and whether its disk is read-only; or set another DATA_DIR.',
      cause
    );
  }
  for (const name of disk.namesIn(dataDir).filter((one) => OURS.test(one))) {
    const file = join(dataDir, name);
    try {
      disk.mayWrite(file);
    } catch (cause) {
      throw new UnusablePlace(
        `Không ghi được vào tệp ${file} (${codeOf(cause)}): có thể tệp do người dùng khác tạo, hãy sửa quyền hoặc chủ sở hữu. / ` +
          'The file cannot be written: another user may have made it; correct its owner or permissions.',
        cause
      );
    }
  }
}

/** Tries whether a file can be written into a folder that stands. @throws UnusablePlace */
export function refuseUnwritable(folder: string, disk: Disk = THIS_DISK): void {
  try {
    disk.tryWriting(join(folder, `.write-test-${process.pid}`));
  } catch (cause) {
    throw new UnusablePlace(
      `Không ghi được vào thư mục ${folder} (${codeOf(cause)}). / The folder cannot be written.`,
      cause
    );
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}

/** What is said of a store's file that lies on a network share. */
export const ON_NETWORK =
  'Thư mục dữ liệu nằm trên ổ mạng: tệp SQLite có thể hỏng ở đó. Hãy dùng ổ của máy này, hoặc PostgreSQL (DATABASE_URL). / ' +
  'The data folder lies on a network share, where an SQLite file may break: use a disk of this machine, or PostgreSQL.';

/**
 * Takes a data folder for one program, for as long as it lives: what is kept there by name (the announced place, the
 * checkpoint, uploads) is one program's, whatever store it serves. Null where another has it; where the disk knows no
 * locks (some network shares) `failed` hears it and the folder is used as it is.
 */
export function takeFolder(dataDir: string, failed: (error: unknown) => void): FileLock | null {
  try {
    return takeFileLock(join(dataDir, 'folder.lock'));
  } catch (error) {
    failed(error);
    return { free: () => undefined };
  }
}
