/** Why a file as a whole is not taken; `faults.ts` has the words. */
export type RefusalCode =
  | 'empty'
  | 'encrypted'
  | 'oldExcel'
  | 'otherFormat'
  | 'macros'
  | 'dde'
  | 'notAWorkbook'
  | 'lyingName'
  | 'binary'
  | 'zipBroken'
  | 'zipBomb'
  | 'zipEntries'
  | 'zipDuplicate'
  | 'zipPath'
  | 'nestedArchive'
  | 'xmlDoctype'
  | 'xmlBroken'
  | 'xmlEncoding'
  | 'tooManySheets'
  | 'tooManyRows'
  | 'tooManyColumns'
  | 'tooManyCells'
  | 'tooManyStrings'
  | 'tooManyMerges'
  | 'cellTooLong'
  | 'csvBroken'
  | 'tookTooLong'
  | 'tookTooMuch'
  | 'readerDied';

/** A file is not taken as a whole: an expected outcome of reading it. */
export class FileRefused extends Error {
  readonly code: RefusalCode;
  /** What in the file, as far as a message repeats it. */
  readonly what: string;
  constructor(code: RefusalCode, what = '') {
    super(`${code} ${what}`.trim());
    this.name = 'FileRefused';
    this.code = code;
    this.what = what.slice(0, 120);
  }
}
