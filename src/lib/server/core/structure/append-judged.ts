import type { EntryBody, EntryDraft } from '../../../domain/entry.ts';
import type { World } from '../../../domain/world.ts';
import { StructureMoved, type Store } from '../store/store.ts';
import type { AppendOutcome, ReceiptDraft } from '../store/append.ts';
import { checkStructure, type RegisterFault } from './faults.ts';

/** Entries that the world would not take; one of them in the log would stop every fold of it. */
export class NotForTheWorld extends Error {
  readonly faults: readonly RegisterFault[];
  constructor(faults: readonly RegisterFault[]) {
    super(`the world would not take it: ${faults[0]?.column} ${faults[0]?.message.en}`);
    this.name = 'NotForTheWorld';
    this.faults = faults;
  }
}

/** What judging needs: the world, how far it has read the log, and how to read on. */
export interface Judge {
  readonly world: World;
  readonly position: () => number;
  readonly catchUp: () => Promise<void>;
}

const TRIES = 5;
const BY_STRUCTURE: ReadonlySet<EntryBody['kind']> = new Set([
  'units',
  'groups',
  'catalogue',
  'targets',
  'chains'
]);

/**
 * Appends entries after judging them by the world that the log makes. Where another process has changed the structure
 * meanwhile, they are judged anew.
 * @throws NotForTheWorld, StructureMoved where others never rest, and what the store throws
 */
export async function appendJudged(
  { world, position, catchUp }: Judge,
  store: Pick<Store, 'append'>,
  drafts: readonly EntryDraft[],
  receipt?: ReceiptDraft
): Promise<AppendOutcome> {
  const bodies = drafts.map(({ body }) => body);
  for (let left = TRIES; ; left--) {
    const faults = checkStructure(world, bodies);
    if (faults.length > 0) throw new NotForTheWorld(faults);
    const isStructure = bodies.some(({ kind }) => BY_STRUCTURE.has(kind));
    try {
      return await store.append(drafts, receipt, isStructure ? { structure: position() } : undefined);
    } catch (error) {
      if (!(error instanceof StructureMoved) || left === 1) throw error;
      await catchUp();
    }
  }
}
