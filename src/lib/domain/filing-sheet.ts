import type { ChainBook } from './chain-book.ts';
import type { Chain, ChainStep } from './chain.ts';
import type { ClosingBook } from './closing-book.ts';
import { deadlineOf, stepOfGroup, stepOfUnit, type Deadline } from './deadline.ts';
import {
  COUNTED,
  countsOf,
  filingOf,
  latenessOf,
  wasApprovedAt,
  type Filing,
  type FilingCounts
} from './filing-state.ts';
import type { Position } from './position.ts';
import { lastDay, type Period } from './period.ts';
import type { ReportBook } from './report-book.ts';
import type { GroupNode, UnitNode } from './tree.ts';
import type { World } from './world.ts';

/** A hop as it falls due for one period. */
export interface DueStep {
  readonly chain: Chain;
  readonly step: ChainStep;
  /** Null where the chain sets no day. */
  readonly deadline: Deadline | null;
}

/** Where a unit's own consolidation of a period stands. */
export interface Closing {
  readonly state: 'awaited' | 'missing' | 'prepared' | 'returned' | 'confirmed';
  /** When it was first put before the head, and first confirmed, milliseconds UTC. */
  readonly preparedAt: number | null;
  readonly confirmedAt: number | null;
  /** Milliseconds between the deadline and the first confirmation; 0 on time; null where there is none or no day is set. */
  readonly lateBy: number | null;
}

/** What the sheet is worked out from. */
export interface FilingBooks {
  readonly world: World;
  readonly book: ReportBook;
  readonly chains: ChainBook;
  readonly closing: ClosingBook;
}

const FIELDS = COUNTED.length;
const PLACE = new Map(COUNTED.map((name, index) => [name, index]));
const COMMUNE_LEVEL = 3;

/** So many nodes are gone through before others may be served. */
const STRIDE = 2_000;

/** Who has filed for one period, as of a moment: every group, rolled up over every unit. */
export class FilingSheet {
  readonly period: Period;
  readonly now: number;
  readonly #books: FilingBooks;
  #until = Infinity;
  #revision = 0;
  /** Up to which position units at or above each node have confirmed. */
  readonly #pins: Float64Array;
  readonly #counts: Int32Array;
  readonly #filings: (Filing | undefined)[] = [];
  readonly #steps: (DueStep | null)[] = [];
  readonly #held: readonly (Chain | null)[];
  readonly #expected: Uint8Array;
  readonly #due = new Map<Chain, Map<ChainStep, DueStep>>();

  private constructor(books: FilingBooks, period: Period, now: number, expected: Uint8Array) {
    this.#books = books;
    this.period = period;
    this.now = now;
    const { world, chains } = books;
    const { tree } = world;
    this.#held = chains.holdingAll(tree, lastDay(period, world.profile));
    this.#counts = new Int32Array(tree.nodes.length * FIELDS);
    this.#pins = this.#pinned();
    this.#expected = expected;
  }

  /** The sheet, all at once. */
  static of(books: FilingBooks, period: Period, now: number): FilingSheet {
    for (const steps = FilingSheet.steps(books, period, now); ;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
  }

  /**
   * The same in steps, between which others may be served. What is filed meanwhile is `mend`ed afterwards; where units,
   * chains or consolidations changed meanwhile it is of no use.
   */
  static *steps(books: FilingBooks, period: Period, now: number): Generator<void, FilingSheet> {
    const expected = yield* expectedSteps(books.world, period);
    const sheet = new FilingSheet(books, period, now, expected);
    yield;
    yield* sheet.#fill();
    return sheet;
  }

  /** Rises when something in it was mended. */
  get revision(): number {
    return this.#revision;
  }

  /** From this moment on another answer is right: the next deadline; infinite where none is ahead. */
  get until(): number {
    return this.#until;
  }

  *#fill(): Generator<void> {
    const { nodes } = this.#books.world.tree;
    for (const node of nodes) {
      if (node.ordinal % STRIDE === STRIDE - 1) yield;
      if (node.kind !== 'group' || !this.#expected[node.ordinal]) continue;
      const due = (this.#steps[node.ordinal] = this.#dueOf(node));
      this.#soonest(due?.deadline?.at);
      const filing = this.#judge(node);
      this.#filings[node.ordinal] = filing;
      for (const name of countsOf(filing)) this.#counts[node.ordinal * FIELDS + PLACE.get(name)!]! += 1;
    }
    // Children come after their parents.
    for (let ordinal = nodes.length - 1; ordinal > 0; ordinal--) {
      if (ordinal % (8 * STRIDE) === 0) yield;
      const above = nodes[ordinal]!.parent;
      if (above < 0) continue;
      for (let k = 0; k < FIELDS; k++)
        this.#counts[above * FIELDS + k]! += this.#counts[ordinal * FIELDS + k]!;
    }
    for (const node of nodes) if (node.kind === 'unit') this.#soonest(this.ownStep(node)?.deadline?.at);
  }

  /** Judges groups anew of which something was filed or reviewed, and puts their sums right up to the top. */
  mend(groups: Iterable<number>): void {
    const { tree } = this.#books.world;
    for (const group of groups) {
      const node = tree.nodes[group];
      const before = this.#filings[group];
      if (node?.kind !== 'group' || !before) continue;
      const filing = this.#judge(node);
      this.#revision += 1;
      this.#filings[group] = filing;
      this.#add(group, before, -1);
      this.#add(group, filing, 1);
    }
  }

  #add(group: number, filing: Filing, times: 1 | -1): void {
    const places = countsOf(filing).map((name) => PLACE.get(name)!);
    for (const { ordinal } of this.#books.world.tree.upward(group))
      for (const place of places) this.#counts[ordinal * FIELDS + place]! += times;
  }

  #judge({ ordinal, parent }: GroupNode): Filing {
    const { book } = this.#books;
    const pin = this.#pins[parent] ?? 0;
    const isHeld = (version: Position) => version <= pin && wasApprovedAt(book.reviewsOf(version), pin);
    const due = this.#steps[ordinal]?.deadline?.at ?? null;
    return filingOf(book.versionsOf(ordinal, this.period), due, isHeld, this.now);
  }

  #soonest(at: number | undefined): void {
    if (at !== undefined && at > this.now && at < this.#until) this.#until = at;
  }

  /** What a group has filed; null where it is not expected to. */
  filing(group: number): Filing | null {
    return this.#filings[group] ?? null;
  }

  /** The hop that a group's report follows; null where it is not expected or its chain has none for it. */
  stepOf(group: number): DueStep | null {
    return this.#steps[group] ?? null;
  }

  /** The chain that holds at a node on the period's last day. */
  chainAt(node: number): Chain | null {
    return this.#held[node] ?? null;
  }

  /** The sums over the groups at and below a node. */
  counts(node: number): FilingCounts {
    const at = node * FIELDS;
    const of = (name: keyof FilingCounts) => this.#counts[at + PLACE.get(name)!] ?? 0;
    return {
      expected: of('expected'),
      filed: of('filed'),
      onTime: of('onTime'),
      late: of('late'),
      missing: of('missing'),
      awaited: of('awaited'),
      returned: of('returned'),
      owed: of('owed'),
      approved: of('approved'),
      consolidated: of('consolidated')
    };
  }

  /** The hop by which a unit passes on what it has consolidated; null where nobody below files or its chain has none. */
  ownStep(unit: UnitNode): DueStep | null {
    const chain = this.#held[unit.ordinal];
    const step = chain && stepOfUnit(chain, unit.level);
    if (!step || this.counts(unit.ordinal).expected === 0) return null;
    return this.#dueStep(chain, step);
  }

  /** Where a unit's own consolidation stands; null where it owes none and has made none. */
  closingOf(unit: UnitNode): Closing | null {
    const { closing } = this.#books;
    const steps = closing.stepsOf(unit.key, this.period);
    const due = this.ownStep(unit);
    if (!due && steps.length === 0) return null;
    const preparedAt = steps.find(({ body }) => body.step === 'prepared')?.at ?? null;
    const confirmedAt = steps.find(({ body }) => body.step === 'confirmed')?.at ?? null;
    const at = due?.deadline?.at ?? null;
    const lateBy = confirmedAt === null ? null : latenessOf(confirmedAt, at);
    const state = closing.confirmed(unit.key, this.period)
      ? 'confirmed'
      : (steps.at(-1)?.body.step ?? (at !== null && this.now >= at ? 'missing' : 'awaited'));
    return { state, preparedAt, confirmedAt, lateBy };
  }

  /** The newest position up to which a unit at or above each node has confirmed; villages confirm nothing. */
  #pinned(): Float64Array {
    const { world, closing } = this.#books;
    const pinned = new Float64Array(world.tree.nodes.length);
    for (const node of world.tree.nodes) {
      if (node.kind !== 'unit') continue;
      const own = node.level <= COMMUNE_LEVEL ? closing.confirmed(node.key, this.period) : null;
      pinned[node.ordinal] = Math.max(own?.body.pinned ?? 0, pinned[node.parent] ?? 0);
    }
    return pinned;
  }

  #dueOf(group: GroupNode): DueStep | null {
    const chain = this.#held[group.ordinal];
    const step = chain && stepOfGroup(chain, this.#books.world.tree, group);
    return step ? this.#dueStep(chain, step) : null;
  }

  #dueStep(chain: Chain, step: ChainStep): DueStep {
    let steps = this.#due.get(chain);
    if (!steps) this.#due.set(chain, (steps = new Map<ChainStep, DueStep>()));
    let due = steps.get(step);
    if (!due) {
      const { world, chains } = this.#books;
      const isHoliday = (day: string) => chains.isHoliday(day);
      const deadline = deadlineOf(chain, step, this.period, world.profile, isHoliday);
      steps.set(step, (due = { chain, step, deadline }));
    }
    return due;
  }
}

/** For every node whether it is a group that should file something for a period, 0 or 1, by ordinal. */
export function* expectedSteps(world: World, period: Period): Generator<void, Uint8Array> {
  const expected = new Uint8Array(world.tree.nodes.length);
  for (const { ordinal } of world.indicators) {
    for (const group of world.expected(ordinal, period).groups) expected[group] = 1;
    yield;
  }
  return expected;
}
