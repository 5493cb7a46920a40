import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvParse } from 'd3';
import { Tree } from '../../src/lib/domain/tree.ts';
import type { Level, Unit, UnitKey } from '../../src/lib/domain/unit.ts';
import { importBoundaries } from '../../src/lib/server/core/boundaries/import-command.ts';
import type { ImportReport } from '../../src/lib/server/core/boundaries/import-report.ts';
import { schematicSets } from '../../src/lib/server/core/boundaries/schematic.ts';
import { BoundaryServer } from '../../src/lib/server/core/boundaries/serving.ts';
import { openStore, type Store } from '../../src/lib/server/core/store/store.ts';

const COUNTRY: UnitKey = 'VN@1945-09-02';
const REFORM = '2025-07-01';
const OLD = '1997-01-01';

/** A store in a folder of its own, with units and their boundaries, and a server of boundaries that follows it. */
export interface BoundaryStore {
  readonly store: Store;
  readonly tree: Tree;
  readonly server: BoundaryServer;
  /** Runs the command; answers its exit code, its lines and its report. */
  import(...args: string[]): Promise<{ code: number; lines: string[]; report: ImportReport | null }>;
  close(): Promise<void>;
}

/** Fills a new store with units; with the project's schematic shapes where asked. */
export async function boundaryStore(units: readonly Unit[], schematic = false): Promise<BoundaryStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-boundaries-'));
  const store = await openStore({ dataDir });
  const tree = new Tree('window');
  units.forEach((unit) => tree.putUnit(unit));
  await store.append([{ at: 1, actor: 'test', body: { kind: 'units', units } }]);
  for (const { body, bytes } of schematic ? schematicSets(tree) : []) {
    await store.append([{ at: 1, actor: 'test', body: { ...body, shapes: await store.shapes.put(bytes) } }]);
  }
  const server = new BoundaryServer({ tree: () => tree, shapes: store.shapes });
  let followed = 0;
  const follow = async () => {
    for (const entry of await store.read(followed, 1000)) {
      server.apply(entry);
      followed = entry.position;
    }
  };
  await follow();
  return {
    store,
    tree,
    server,
    async import(...args) {
      const lines: string[] = [];
      const say = (line: string) => void lines.push(line);
      const file = join(dataDir, 'report.json');
      // The command is a process of its own, with the store opened a second time.
      const other = await openStore({ dataDir });
      const deps = { store: () => Promise.resolve(other), say, complain: say, now: () => 2 };
      const code = await importBoundaries([...args, '--report', file], deps).finally(() => other.close());
      await follow();
      return { code, lines, report: readReport(file) };
    },
    async close() {
      await store.close();
      await rm(dataDir, { recursive: true });
    }
  };
}

function readReport(file: string): ImportReport | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ImportReport;
  } catch {
    return null;
  }
}

/** A unit of a test's own tree: of 2025 where the parent is, else of 2022. */
export function unitOf(code: string, level: Level, fullName: string, parent: UnitKey | null): Unit {
  const [type = '', ...name] = fullName.split(/ (?=\p{Lu})/u);
  const old = parent?.endsWith(OLD) ?? false;
  const span = { validFrom: old ? OLD : REFORM, validTo: old ? REFORM : null };
  return {
    code,
    level,
    ...span,
    type: type.toLowerCase(),
    name: name.join(' '),
    fullName,
    parent,
    point: null
  };
}

/** The country and its 34 provinces and 3,321 communes, and Đà Nẵng of 2022, from the project's own tables. */
export function wholeCountry(): Unit[] {
  const table = (name: string) =>
    csvParse(readFileSync(new URL(`../../data/units/${name}.csv`, import.meta.url), 'utf8'));
  const levels: Readonly<Record<string, Level>> = { province: 1, district: 2, commune: 3 };
  const named = (row: Record<string, string>) => ({
    code: row.code ?? '',
    name: row.name ?? '',
    fullName: row.fullName ?? '',
    type: row.type ?? '',
    point: null
  });
  const today = { validFrom: REFORM, validTo: null };
  const old = table('da-nang-2022').map((row): Unit => {
    const level = levels[row.level ?? ''] ?? 3;
    const parent: UnitKey = level === 1 ? COUNTRY : `${row.parentCode ?? ''}@${OLD}`;
    return { ...named(row), level, parent, validFrom: OLD, validTo: REFORM };
  });
  return [
    country(),
    ...table('provinces-2025').map((row): Unit => ({ ...named(row), ...today, level: 1, parent: COUNTRY })),
    ...table('communes-2025').map((row): Unit => ({
      ...named(row),
      ...today,
      level: 3,
      parent: `${row.provinceCode ?? ''}@${REFORM}`
    })),
    ...old.sort((a, b) => a.level - b.level)
  ];
}

/** The root of every tree here. */
export function country(): Unit {
  const named = { type: 'nước', name: 'Việt Nam', fullName: 'Việt Nam' };
  return {
    code: 'VN',
    validFrom: '1945-09-02',
    validTo: null,
    level: 0,
    ...named,
    parent: null,
    point: null
  };
}
