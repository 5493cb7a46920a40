import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Position } from '../../../domain/position.ts';
import type { Few } from '../../../domain/few.ts';
import type { Period } from '../../../domain/period.ts';
import type { Rows } from '../../../domain/rows.ts';
import { Withholding, type Turned } from '../../../domain/withholding.ts';
import type { Change, Filing, Fold } from './fold.ts';
import type { ScopeView } from './scope-view.ts';
import { Touches } from './touches.ts';

/** How many turns are remembered for those who come back. */
const REMEMBERED = 5_000;
/** For so long it is worked at before others are served, milliseconds. */
const TURN_MS = 15;

/**
 * What is withheld at the fold's position, and since when: a node whose counts begin or end to be withheld changes rows
 * in every period, of which entity tags and deltas of such views must tell. Worked out in turns, others are served
 * between them; whoever is to be told less waits for `ready` and then hears of the present. Begun when first asked for.
 */
export class Withheld {
  readonly #fold: Fold;
  #current: Withholding | null = null;
  /** What is still to be gone through; null where all is worked out. */
  #steps: Generator<void> | null = null;
  #ready: Promise<void> | null = null;
  #structure = -1;
  /** What was withheld before it had to be made anew. */
  #before: readonly Turned[] = [];
  readonly #touches = new Touches();
  #turns: { readonly position: Position; readonly turned: Turned }[] = [];
  /** Before this position nothing is known of turns; null until it has been worked out since it was begun anew. */
  #since: Position | null = null;

  constructor(fold: Fold) {
    this.#fold = fold;
  }

  /** Whether all is worked out. */
  get isReady(): boolean {
    return this.#current !== null && this.#steps === null;
  }

  /** What is withheld now; what is not worked out yet is, at once. */
  get now(): Withholding {
    const current = this.#begun();
    if (this.#steps) this.#goOn(Infinity);
    return current;
  }

  /** Ends when all is worked out; others are served meanwhile. Nothing may come between it and what is told then. */
  async ready(): Promise<void> {
    this.#begun();
    while (!this.isReady) await (this.#ready ??= this.#inTurns());
  }

  /** Hears what the fold has changed; must hear every change. */
  note(change: Change): void {
    if (!this.#current) return;
    if (change.opened || this.#structure !== this.#fold.structure) this.#beginAnew();
    else {
      this.#current.note(change.filings);
      // What was gone through may have to be gone through again.
      this.#steps ??= this.#current.settleSteps();
    }
    this.#goOn(TURN_MS);
    if (!this.isReady) this.#ready ??= this.#inTurns();
  }

  /** Rows of a view as they may be told to whom it is for; the rows must be the caller's own. */
  told(few: Few, rows: Rows): Rows {
    return few === 'told' ? rows : this.now.withhold(rows);
  }

  /** The last position that touched what a view tells of a period. */
  touched({ few, root }: Pick<ScopeView, 'few' | 'root'>, period: Period): Position {
    const touched = this.#fold.touched(root, period);
    if (few === 'told') return touched;
    return this.now ? Math.max(touched, this.#touches.at(root, period)) : touched;
  }

  /**
   * What turned in a view after a position, as if the nodes had filed: rows of every period that are to be told anew.
   * Null where that is not known.
   */
  turnedSince({ few, root }: Pick<ScopeView, 'few' | 'root'>, from: Position): Filing[] | null {
    if (few === 'told') return [];
    if (!this.now || from < (this.#since ?? Infinity)) return null;
    const { world, touches } = this.#fold;
    return this.#turns
      .filter(({ position, turned }) => position > from && world.tree.isWithin(turned.node, root))
      .flatMap(({ position, turned: { node, indicators } }) =>
        touches.periods.map((period) => ({
          position,
          at: 0,
          group: node,
          period,
          indicators,
          arrived: false
        }))
      );
  }

  #begun(): Withholding {
    return this.#current ?? this.#make(null);
  }

  #make(before: Withholding | null): Withholding {
    const { world, cells, touches, structure } = this.#fold;
    this.#structure = structure;
    this.#current = new Withholding(world, cells, touches.periods, before);
    this.#steps = this.#current.settleSteps();
    return this.#current;
  }

  #beginAnew(): void {
    const before = this.#current;
    // Of what was not worked out to its end nobody has been told.
    if (before && this.isReady) this.#before = before.all();
    this.#make(before);
    // Whoever comes from before takes the parts anew.
    this.#turns = [];
    this.#since = null;
  }

  /** Goes on for some milliseconds; where it comes to the end, what turned is remembered. */
  #goOn(ms: number): void {
    const from = performance.now();
    while (this.#steps) {
      if (this.#steps.next().done) {
        // What changed between the steps is gone through again.
        if (this.#current!.isSettled) this.#settled(this.#current!);
        else this.#steps = this.#current!.settleSteps();
      }
      if (performance.now() - from > ms) return;
    }
  }

  #settled(current: Withholding): void {
    this.#steps = null;
    const { position } = this.#fold;
    const turned = current.turned();
    if (this.#since === null) {
      this.#since = position;
      for (const one of difference(this.#before, turned)) this.#mark(one, position);
      return;
    }
    for (const one of turned) {
      this.#mark(one, position);
      this.#turns.push({ position, turned: one });
    }
    while (this.#turns.length > REMEMBERED) this.#since = this.#turns.shift()!.position;
  }

  async #inTurns(): Promise<void> {
    while (this.#steps) {
      await nextTurn();
      this.#goOn(TURN_MS);
    }
    this.#ready = null;
  }

  #mark({ node }: Turned, position: Position): void {
    const { world, touches } = this.#fold;
    for (const period of touches.periods) this.#touches.mark(world.tree, node, period, period, position);
  }
}

/** What is in one of two lists and not in the other. */
function difference(one: readonly Turned[], other: readonly Turned[]): Turned[] {
  const keyOf = ({ node, state, indicators }: Turned) => `${node} ${state} ${indicators.join()}`;
  const [these, those] = [new Set(one.map(keyOf)), new Set(other.map(keyOf))];
  return [
    ...one.filter((turned) => !those.has(keyOf(turned))),
    ...other.filter((turned) => !these.has(keyOf(turned)))
  ];
}
