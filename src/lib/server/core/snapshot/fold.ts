import { Cells } from '../../../domain/cells.ts';
import type { EntryHead, LogEntry } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import { reachForward } from '../../../domain/indicator.ts';
import type { Period, PeriodProfile } from '../../../domain/period.ts';
import { ReportBook, type VersionBase, type VersionValues } from '../../../domain/report-book.ts';
import { saidWords, wordIds, type ReportBase } from '../../../domain/report.ts';
import { isStep, Steps, type StepKind } from '../../../domain/steps.ts';
import { World } from '../../../domain/world.ts';
import { FIRST_LINK } from '../store/link.ts';
import { LogLinks } from './log-links.ts';
import { Touches } from './touches.ts';

/** A report as the store gives it to the fold: columns of figures and no texts. */
interface PackedFiling extends EntryHead {
  readonly body: null;
  /** The group's code. */
  readonly group: string;
  readonly period: Period;
  readonly values: VersionValues;
  /** What it was made from, where its author said so (RULES 9a). */
  readonly base?: ReportBase;
  /** Numbers of its texts and photos (`wordIds`). */
  readonly words?: readonly number[];
}

/** An entry with the link that vouches for it, where it comes out of a store. */
export type FoldEntry = (LogEntry | PackedFiling) & { readonly link?: string };

/** Figures that changed at a position: those of one group, for one period. */
export interface Filing {
  readonly position: Position;
  /** When the server received it, milliseconds UTC. */
  readonly at: number;
  /** Ordinal of the group. */
  readonly group: number;
  readonly period: Period;
  /** Ordinals of the indicators whose cells may have changed. */
  readonly indicators: ArrayLike<number>;
  /** A report came in; false where one was reviewed. */
  readonly arrived: boolean;
}

/** A step of the chain that was taken, and the ordinals of the nodes that it concerns. */
export interface StepNews {
  readonly position: Position;
  readonly kind: StepKind;
  readonly nodes: readonly number[];
}

/** What a run of entries changed. */
export interface Change {
  /** The position before the first of them. */
  readonly from: Position;
  readonly to: Position;
  readonly filings: readonly Filing[];
  /** Units, groups, targets, the catalogue or shapes changed: every row may be another one. */
  readonly structure: boolean;
  /** Steps of the chain other than reports and their reviews, in the order of the log. */
  readonly steps: readonly StepNews[];
  /** A period was filed for the first time: the list of periods has grown. */
  readonly opened: boolean;
}

/** An entry that does not follow the last one folded. */
export class FoldGap extends Error {
  constructor(wanted: Position, found: Position) {
    super(`the fold wants entry ${wanted}, not ${found}`);
    this.name = 'FoldGap';
  }
}

/** A report by a group, or of an indicator, that the log has not named before it. */
class UnknownReporter extends Error {
  constructor(position: Position, what: string) {
    super(`entry ${position} of the log: no ${what} is known`);
    this.name = 'UnknownReporter';
  }
}

/** An entry about shapes. */
export type BoundariesEntry = LogEntry & { readonly body: { readonly kind: 'boundaries' } };

/** The parts that a fold is made of, as a checkpoint gives them back. */
export interface FoldState {
  readonly world: World;
  readonly cells: Cells;
  readonly book: ReportBook;
  readonly touches: Touches;
  readonly boundaries: BoundariesEntry[];
  readonly steps: Steps;
  readonly position: Position;
  readonly structure: Position;
  /** Head of the last entry folded. */
  readonly last: EntryHead;
  /** Its link, which tells a log from every other one with as many entries. */
  readonly link: string;
  readonly links: LogLinks;
}

/** The log folded up to a position: the world, the figures that count, and what each position touched. */
export class Fold {
  readonly world: World;
  readonly cells: Cells;
  readonly book: ReportBook;
  readonly touches: Touches;
  /** Every entry about shapes, oldest first: few, and no figure depends on them. */
  readonly boundaries: BoundariesEntry[];
  /** The chain's books: chains, consolidations, locks, matters, practices, notes. */
  readonly steps: Steps;
  /** The links of the positions folded, as they travel. */
  readonly links: LogLinks;
  #position: Position;
  #structure: Position;
  #last: EntryHead;
  #link: string;

  constructor(start: PeriodProfile | FoldState) {
    const state = typeof start === 'string' ? emptyState(start) : start;
    this.world = state.world;
    this.cells = state.cells;
    this.book = state.book;
    this.touches = state.touches;
    this.boundaries = state.boundaries;
    this.steps = state.steps;
    this.#position = state.position;
    this.#structure = state.structure;
    this.#last = state.last;
    this.#link = state.link;
    this.links = state.links;
  }

  /** Position of the last entry folded; 0 before the first. */
  get position(): Position {
    return this.#position;
  }

  /** Head of the last entry folded. */
  get last(): EntryHead {
    return this.#last;
  }

  /** The last entry's link, whole; empty where entries come without. */
  get link(): string {
    return this.#link;
  }

  /** Last position that changed units, groups, targets, the catalogue or shapes. */
  get structure(): Position {
    return this.#structure;
  }

  /** The last position that touched the rows at and below a node in a period. */
  touched(node: number, period: Period): Position {
    return Math.max(this.#structure, this.touches.at(node, period));
  }

  /**
   * Takes entries in, in the order of the log. Where one of them cannot be taken in, the change is that of those before
   * it: nobody may miss what the fold already holds. It throws when it comes first.
   * @throws FoldGap; UnknownReporter, UnknownParent, UnknownRecipient where the log contradicts itself
   */
  apply(entries: readonly FoldEntry[]): Change {
    const from = this.#position;
    const structure = this.#structure;
    const opened = this.touches.openedAt;
    const filings: Filing[] = [];
    const steps: StepNews[] = [];
    for (const entry of entries) {
      try {
        if (entry.position !== this.#position + 1) throw new FoldGap(this.#position + 1, entry.position);
        this.#take(entry, filings, steps);
      } catch (error) {
        if (this.#position === from) throw error;
        break;
      }
      this.#position = entry.position;
      this.#last = { position: entry.position, at: entry.at, actor: entry.actor };
      this.#link = entry.link ?? '';
      this.links.note(entry.position, entry.link);
    }
    return {
      from,
      to: this.#position,
      filings,
      steps,
      structure: this.#structure > structure,
      opened: this.touches.openedAt > opened
    };
  }

  /** What entries that were folded before had changed, for somebody who missed them. */
  recall(entries: readonly FoldEntry[]): Filing[] {
    return entries.flatMap((entry): Filing[] => {
      const { position, at } = entry;
      if (isReport(entry)) {
        const version = this.book.reach(position);
        return version ? [{ position, at, ...version, arrived: true }] : [];
      }
      if (entry.body?.kind !== 'review') return [];
      return entry.body.reports.flatMap((report) => {
        const version = this.book.reach(report);
        return version ? [{ position, at, ...version, arrived: false }] : [];
      });
    });
  }

  #take(entry: FoldEntry, filings: Filing[], steps: StepNews[]): void {
    const { body, position, at } = entry;
    if (body === null) {
      filings.push(this.#file(entry, entry, entry.values, baseOf(this.world, entry.base, entry.words)));
    } else if (body.kind === 'report') {
      filings.push(
        this.#file(
          entry,
          body,
          this.#columns(position, body.values),
          baseOf(this.world, body.how, saidWords(body))
        )
      );
    } else if (body.kind === 'review') {
      for (const report of body.reports) {
        const version = this.book.review(report, body.state, this.cells, position);
        if (!version) continue;
        this.#touch(position, version.group, version.period, version.indicators);
        filings.push({ position, at, ...version, arrived: false });
      }
    } else if (body.kind === 'boundaries') {
      // No figure changes, but the picture does: whoever looks takes it anew.
      this.boundaries.push({ ...entry, body });
      this.#structure = position;
    } else if (isStep(body)) {
      steps.push({ position, kind: body.kind, nodes: this.steps.take({ ...entry, body }, this.world.tree) });
    } else if (this.world.apply({ body })) {
      this.#structure = position;
    }
  }

  #file(
    head: EntryHead,
    of: { readonly group: string; readonly period: Period },
    values: VersionValues,
    base: VersionBase
  ): Filing {
    const { position, at } = head;
    const group = this.world.tree.group(of.group)?.ordinal;
    if (group === undefined) throw new UnknownReporter(position, `group ${of.group}`);
    const { indicators } = this.book.add(head, group, of.period, values, this.cells, base);
    this.#touch(position, group, of.period, indicators);
    this.touches.open(of.period, position);
    return { position, at, group, period: of.period, indicators, arrived: true };
  }

  #touch(position: Position, group: number, period: Period, indicators: ArrayLike<number>): void {
    let last = period;
    for (let k = 0; k < indicators.length; k++) {
      const known = this.world.indicators[indicators[k]!];
      if (!known) throw new UnknownReporter(position, `indicator ${indicators[k]}`);
      last = Math.max(last, reachForward(known.indicator.time, period));
    }
    this.touches.mark(this.world.tree, group, period, last, position);
  }

  #columns(position: Position, values: (LogEntry['body'] & { kind: 'report' })['values']): VersionValues {
    return {
      indicators: values.map(({ indicator }) => {
        const known = this.world.indicator(indicator);
        if (!known) throw new UnknownReporter(position, `indicator ${indicator}`);
        return known.ordinal;
      }),
      nums: values.map(({ numerator }) => numerator),
      dens: values.map(({ denominator }) => denominator ?? -1)
    };
  }
}

/** What a version is made from, in the book's numbers: what is withdrawn may be figures, texts and photos. */
function baseOf(
  world: World,
  { basedOn, withdrawn = [] }: ReportBase = {},
  words: readonly number[] = []
): VersionBase {
  return {
    basedOn,
    withdrawn: withdrawn.flatMap((code) => world.indicator(code)?.ordinal ?? []),
    words,
    withdrawnWords: wordIds(withdrawn)
  };
}

function isReport(entry: FoldEntry): boolean {
  return entry.body === null || entry.body.kind === 'report';
}

function emptyState(profile: PeriodProfile): FoldState {
  return {
    world: new World(profile),
    cells: new Cells(),
    book: new ReportBook(),
    touches: new Touches(),
    boundaries: [],
    steps: new Steps(),
    position: 0,
    structure: 0,
    last: { position: 0, at: 0, actor: '' },
    link: FIRST_LINK,
    links: new LogLinks()
  };
}
