import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { csvParse } from 'd3';

/** The project's `data` folder was not found above the running code or in the working directory. */
class NoDataFolder extends Error {
  constructor() {
    super('the project’s data folder (with catalogue/indicators.json) was not found');
    this.name = 'NoDataFolder';
  }
}

/**
 * Where a file of the project's `data` folder lies.
 * @throws NoDataFolder
 */
export function dataPath(path: string): string {
  return join(folder(), path);
}

/** Reads a text of the project's `data` folder. @throws what the file system says, with the path */
export function readText(path: string): string {
  return readFileSync(dataPath(path), 'utf8');
}

/** Reads a JSON file of the project's `data` folder. */
export function readJson<T>(path: string): T {
  return JSON.parse(readText(path)) as T;
}

/** Reads a table of the project's `data` folder: one record a row, every cell as text, NFC. */
export function readTable(path: string): Record<string, string>[] {
  return csvParse(readText(path).normalize('NFC'));
}

/** The `data` folder, found once. */
let found: string | null = null;

function folder(): string {
  return (found ??= dataFolderAbove(import.meta.dirname, process.cwd()));
}

/**
 * The project's `data` folder as code finds it from where it lies: upward (from the source, or from the pages' bundle
 * in `build`), else below the working directory.
 * @throws NoDataFolder
 */
export function dataFolderAbove(start: string, workingDirectory: string): string {
  for (let at = start; ; at = dirname(at)) {
    if (isData(join(at, 'data'))) return join(at, 'data');
    if (at === dirname(at)) break;
  }
  if (isData(join(workingDirectory, 'data'))) return join(workingDirectory, 'data');
  throw new NoDataFolder();
}

function isData(path: string): boolean {
  return existsSync(join(path, 'catalogue', 'indicators.json'));
}
