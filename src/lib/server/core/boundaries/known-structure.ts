import type { LogEntry } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import type { Day } from '../../../domain/period.ts';
import { SuccessionBook } from '../../../domain/succession.ts';
import { Tree } from '../../../domain/tree.ts';
import type { Level, UnitKey } from '../../../domain/unit.ts';
import { BoundaryBook } from './boundary-book.ts';
import type { StandingUnits } from './matching.ts';
import { ShapeShelf, type ShapeSource } from './shape-shelf.ts';

/** Where the log is read; `Store` has it. */
export interface LogReader {
  readPacked(
    from: Position,
    limit: number
  ): Promise<(Pick<LogEntry, 'position' | 'body'> | { position: Position; body: null })[]>;
}

/** Who hears how far the reading is. */
interface Listener {
  readonly say: (line: string) => void;
  readonly now: () => number;
}

const LOG_PAGE = 20_000;

/** The tree, what became of its units, and the boundaries that somebody imported, of the whole log. */
export async function readStructure(
  store: LogReader,
  { say, now }: Listener
): Promise<{ tree: Tree; successions: SuccessionBook; imported: BoundaryBook }> {
  let told = now();
  const tree = new Tree('window');
  const successions = new SuccessionBook();
  const imported = new BoundaryBook();
  for (let from = 0; ;) {
    const entries = await store.readPacked(from, LOG_PAGE);
    for (const { position, body } of entries) {
      if (body?.kind === 'units') body.units.forEach((unit) => tree.putUnit(unit));
      if (body?.kind === 'successions') body.successions.forEach((one) => successions.put(one));
      if (body?.kind === 'boundaries' && !body.schematic) imported.apply({ position, body });
    }
    const last = entries.at(-1);
    if (!last) return { tree, successions, imported };
    from = last.position;
    if (now() - told >= 1000) {
      told = now();
      say(`  Đang đọc sổ / reading the log: ${from.toLocaleString('vi-VN')}`);
    }
  }
}

/** The units above a level whose shapes somebody imported: those are not dissolved anew. */
export async function importedUnits(
  imported: BoundaryBook,
  shapes: ShapeSource,
  units: StandingUnits,
  level: Level,
  day: Day
): Promise<Set<UnitKey>> {
  const shelf = new ShapeShelf(imported, shapes);
  const has = new Set<UnitKey>();
  for (const above of ([0, 1, 2, 3] as const).filter((one) => one < level)) {
    const keys = units.at(above).map((node) => node.key);
    for (const [key, pick] of await shelf.find(above, day, keys)) if (!pick.set.derived) has.add(key);
  }
  return has;
}
