import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolderAbove, dataPath, readTable } from './data-file.ts';

const project = join(import.meta.dirname, '../../../..');

test('the data folder is found from the source, and from wherever the pages’ bundle lies in the project', () => {
  expect(dataPath('units')).toBe(join(project, 'data/units'));
  expect(dataFolderAbove(join(project, 'build/server/chunks'), '/')).toBe(join(project, 'data'));
  expect(dataFolderAbove(join(project, '.svelte-kit/output/server/entries/endpoints'), '/')).toBe(
    join(project, 'data')
  );
  expect(dataFolderAbove('/', project)).toBe(join(project, 'data'));
  expect(() => dataFolderAbove('/', '/')).toThrow('data folder');
});

test('tables are read with their headings', () => {
  expect(Object.keys(readTable('units/units-2022.csv')[0] ?? {})).toContain('successorCodes');
});

test('no other file of the server computes where the data folder lies from its own place', () => {
  const server = join(project, 'src/lib/server');
  const wrong = readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => existsSync(join(server, file)))
    .filter((file) =>
      /import\.meta\.(?:dirname|url)[^\n]*\bdata\b/.test(readFileSync(join(server, file), 'utf8'))
    );
  expect(wrong).toEqual([]);
});
