import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ofMachine } from '../../cli/doctor.ts';
import { readConfig } from '../config.ts';
import {
  freeBytes,
  isOnNetwork,
  refuseUnusable,
  refuseUnwritable,
  takeFolder,
  THIS_DISK,
  UnusablePlace,
  type Disk
} from './store-place.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0).reverse()) close();
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'mangluoi-place-'));
  closing.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const failing = (code: string) => () => {
  throw Object.assign(new Error(code), { code });
};

/** A disk like this machine's but for what a test gives. */
const disk = (other: Partial<Disk>): Disk => ({ ...THIS_DISK, ...other });
const ofType = (type: number) => disk({ fileSystem: () => ({ type, free: 5e9 }) });

/**
 * A folder of a disk that cannot be written, and how it is asked: a real one where this machine lets us mount, which binds
 * root too; else a disk that says so.
 */
function readOnlyFolder(): { path: string; disk: Disk } {
  const path = folder();
  try {
    execFileSync('mount', ['--bind', path, path], { stdio: 'ignore' });
    closing.push(() => execFileSync('umount', [path]));
    execFileSync('mount', ['-o', 'remount,ro,bind', path, path], { stdio: 'ignore' });
    return { path, disk: THIS_DISK };
  } catch {
    return { path, disk: disk({ tryWriting: failing('EROFS') }) };
  }
}

/** What the doctor finds that is not as it should be, a line each. */
const findings = (dataDir: string, on: Disk, env: Record<string, string> = {}) =>
  [...ofMachine({ config: readConfig({ DATA_DIR: dataDir, ...env }) }, on)].flatMap(({ grade, text }) =>
    grade === 'ok' ? [] : `${grade}: ${text}`
  );

describe('a data folder', () => {
  test('that can be written is taken, and nothing is left in it', () => {
    const path = join(folder(), 'new');
    refuseUnusable(path);
    expect(THIS_DISK.namesIn(path)).toEqual([]);
    expect(findings(path, THIS_DISK)).toEqual([]);
  });

  test('of a read-only disk is refused in words, at the start and by the doctor', () => {
    const { path, disk } = readOnlyFolder();
    expect(() => refuseUnusable(path, disk)).toThrow(UnusablePlace);
    expect(() => refuseUnusable(path, disk)).toThrow(
      /Không ghi được vào thư mục dữ liệu .* \(EROFS\).*chỉ đọc/
    );
    expect(() => refuseUnwritable(path, disk)).toThrow(/Không ghi được vào thư mục/);
    expect(findings(path, disk)).toEqual([
      expect.stringMatching(/^bad: .*Không ghi được vào thư mục dữ liệu/)
    ]);
  });

  test.each(['EACCES', 'EPERM', 'ENOTDIR', 'ENOENT'])(
    'that cannot be made (%s) is refused in words',
    (code) => {
      expect(() => refuseUnusable('/data', disk({ makeFolder: failing(code) }))).toThrow(`(${code})`);
    }
  );

  test('of a full disk is taken: whoever reads is served', () => {
    expect(() => refuseUnusable(folder(), disk({ tryWriting: failing('ENOSPC') }))).not.toThrow();
  });

  test('with a file of another user is refused, and the file is named', () => {
    const path = folder();
    for (const name of ['mangluoi.sqlite', 'mangluoi.sqlite-wal', 'letter.txt'])
      writeFileSync(join(path, name), '');
    const asked: string[] = [];
    const on = disk({
      mayWrite(file) {
        asked.push(file);
        if (file.endsWith('-wal')) failing('EACCES')();
      }
    });
    expect(() => refuseUnusable(path, on)).toThrow(/mangluoi\.sqlite-wal \(EACCES\).*người dùng khác/);
    expect(asked).not.toContain(join(path, 'letter.txt'));
  });

  test.each([
    ['NFS', 0x6969],
    ['SMB', 0x517b],
    ['SMB2', 0xfe534d42],
    ['CIFS', 0xff534d42]
  ])(
    'on a share of %s is told of, by the doctor as a fault; not where the store is a database',
    (_, type) => {
      const path = folder();
      expect(isOnNetwork(path, ofType(type))).toBe(true);
      expect(findings(path, ofType(type))).toEqual([expect.stringMatching(/^bad: .*nằm trên ổ mạng/)]);
      expect(findings(path, ofType(type), { DATABASE_URL: 'postgres://db/mangluoi' })).toEqual([]);
    }
  );

  test('that is not there yet lies where it would be made, and the doctor makes none', () => {
    const path = join(folder(), 'a', 'b');
    expect(isOnNetwork(path, ofType(0x6969))).toBe(true);
    expect(isOnNetwork(path)).toBe(false);
    expect(findings(path, THIS_DISK)).toEqual([expect.stringMatching(/^warn: .*chưa có thư mục/)]);
    expect(THIS_DISK.exists(path)).toBe(false);
  });

  test('says how much of it is free, or that nobody can say', () => {
    expect(freeBytes(folder())).toBeGreaterThan(0);
    expect(freeBytes('/nowhere/at/all')).toBeNull();
  });

  test('is one program’s; where the disk knows no locks it is used as it is', () => {
    const path = folder();
    const faults: unknown[] = [];
    const held = takeFolder(path, (error) => faults.push(error));
    expect(takeFolder(path, (error) => faults.push(error))).toBeNull();
    held?.free();
    const again = takeFolder(path, (error) => faults.push(error));
    expect(again).not.toBeNull();
    again?.free();
    expect(faults).toEqual([]);
    mkdirSync(join(path, 'sub', 'folder.lock'), { recursive: true });
    expect(takeFolder(join(path, 'sub'), (error) => faults.push(error))).not.toBeNull();
    expect(faults).toHaveLength(1);
  });
});
