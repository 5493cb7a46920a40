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

/** The `data` folder: upward from this file (source or build), else below the working directory. */
function folder(): string {
  for (let at = import.meta.dirname; ; at = dirname(at)) {
    if (isData(join(at, 'data'))) return join(at, 'data');
    if (at === dirname(at)) break;
  }
  if (isData(join(process.cwd(), 'data'))) return join(process.cwd(), 'data');
  throw new NoDataFolder();
}

function isData(path: string): boolean {
  return existsSync(join(path, 'catalogue', 'indicators.json'));
}
