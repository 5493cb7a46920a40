import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvParse } from 'd3';

const FOLDER = join(import.meta.dirname, '../../../../data');

/** Where a file of the project's `data` folder lies. */
export function pathIn(path: string): string {
  return join(FOLDER, path);
}

/** Reads a text of the project's `data` folder. @throws what the file system says, with the path */
export function readText(path: string): string {
  return readFileSync(pathIn(path), 'utf8');
}

/** Reads a table of the project's `data` folder: one record a row, every cell as text. */
export function readTable(path: string): Record<string, string | undefined>[] {
  return csvParse(readText(path));
}
