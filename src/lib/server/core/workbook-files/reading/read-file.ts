import { open, stat } from 'node:fs/promises';
import { decodeTyped, OLD_LETTERS, oldLettersIn } from '../../../../reading/letters.ts';
import { BOUNDS } from '../limits.ts';
import type { ReadHead } from './cell.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { FileRefused } from './refused.ts';
import type { RowSink } from './row-sink.ts';

const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b];
const GZIP = [0x1f, 0x8b];

/** Reads a file for what it is, by its first bytes; a name that says otherwise is refused. `letters` is the old encoding that somebody chose for it, or empty. @throws FileRefused */
export async function readFile(
  path: string,
  name: string,
  sink: RowSink,
  progress: (share: number) => void,
  letters: string
): Promise<ReadHead> {
  const { size } = await stat(path);
  if (size === 0) throw new FileRefused('empty');
  if (size > BOUNDS.fileBytes) throw new FileRefused('tooManyCells', `${size} bytes`);
  const head = await firstBytes(path, 64 * 1024);
  const isZip = begins(head, ZIP);
  const kind = isZip ? 'xlsx' : 'csv';
  if (begins(head, OLE)) throw oldOffice(head);
  const text = head.subarray(0, 512).toString('latin1');
  if (!isZip && /<(?:html|table|!doctype|\?xml|\?mso|workbook)\b/i.test(text))
    throw new FileRefused('notAWorkbook');
  if (
    begins(head, GZIP) ||
    (!isZip && /^(?:%PDF|\x89PNG|\xff\xd8\xff|GIF8|Rar!|7z\xbc|MZ|\x7fELF)/.test(text))
  )
    throw new FileRefused('binary');
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (extension === 'xlsm' || extension === 'xltm' || extension === 'xlam') throw new FileRefused('macros');
  const told = ['csv', 'txt', 'tsv'].includes(extension)
    ? 'csv'
    : ['xlsx', 'xltx'].includes(extension)
      ? 'xlsx'
      : null;
  if (told === null) throw new FileRefused('otherFormat', extension === '' ? '' : `.${extension}`);
  if (told !== kind) throw new FileRefused('lyingName', name);
  const found = await (kind === 'xlsx'
    ? readTyped(path, size, sink, progress, letters)
    : readCsv(path, size, sink, progress, letters));
  if (found.rows === 0) throw new FileRefused('empty');
  return found;
}

/**
 * Reads a workbook. Its texts are Unicode, but people may have typed them with a font of an old encoding: then they are
 * read in the one that was chosen, else in the one they read most like, and the readings are offered.
 */
async function readTyped(
  path: string,
  size: number,
  sink: RowSink,
  progress: (share: number) => void,
  chosen: string
): Promise<ReadHead> {
  const known = OLD_LETTERS.find((one) => one === chosen) ?? null;
  sink.letters = known;
  const head = await readXlsx(path, size, sink, progress);
  const encoding = known ?? oldLettersIn(sink.typed);
  if (encoding === null) return head;
  const sample = sink.typed.slice(0, 600);
  const offered = (['tcvn3', 'vni'] as const).map((letters) => ({
    letters,
    sample: sample
      .split('\n')
      .map((text) => decodeTyped(text, letters))
      .join('\n')
  }));
  if (known !== null) return { ...head, encoding, offered };
  sink.restart(encoding);
  return { ...(await readXlsx(path, size, sink, progress)), encoding, offered };
}

/** An old workbook, or a new one that is locked by a password: both lie in the same kind of container. */
function oldOffice(head: Buffer): FileRefused {
  const names = head.toString('utf16le') + head.subarray(1).toString('utf16le');
  return new FileRefused(/EncryptedPackage|EncryptionInfo/.test(names) ? 'encrypted' : 'oldExcel');
}

async function firstBytes(path: string, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function begins(bytes: Uint8Array, with_: readonly number[]): boolean {
  return with_.every((byte, index) => bytes[index] === byte);
}
