import type { Position } from '../../domain/entry.ts';
import type { Few } from '../../domain/few.ts';
import type { Period } from '../../domain/period.ts';
import type { Rows } from '../../domain/rows.ts';
import { Withholding, type Turned } from '../../domain/withholding.ts';
import type { Change, Filing, Fold } from './fold.ts';
import type { ScopeView } from './scope-view.ts';
import { Touches } from './touches.ts';

/** How many turns are remembered for those who come back. */
const REMEMBERED = 5_000;

/**
 * What is withheld at the fold's position, and since when: a node whose counts begin or end to be withheld changes rows
 * in every period, of which entity tags and deltas of such views must tell. Worked out when first asked for.
 */
export class Withheld {
  readonly #fold: Fold;
  #current: Withholding | null = null;
  #registered = -1;
  /** What was withheld before it had to be worked out anew; null before the first time. */
  #before: readonly Turned[] | null = null;
  readonly #touches = new Touches();
  #turns: { readonly position: Position; readonly turned: Turned }[] = [];
  /** Before this position nothing is known of turns. */
  #since: Position = 0;

  constructor(fold: Fold) {
    this.#fold = fold;
  }

  /** What is withheld now. */
  get now(): Withholding {
    return (this.#current ??= this.#begin());
  }

  /** Works out what is withheld, so that nobody waits for it. */
  begin(): void {
    this.#current ??= this.#begin();
  }

  /** Hears what the fold has changed; must hear every change. */
  note(change: Change): void {
    if (!this.#current) return;
    if (change.opened || this.#registered !== this.#fold.world.registered) {
      this.#before = this.#current.all();
      this.#current = null;
      return;
    }
    const turns = this.#current.note(change.filings);
    for (const turned of turns) {
      this.#mark(turned, change.to);
      this.#turns.push({ position: change.to, turned });
    }
    while (this.#turns.length > REMEMBERED) this.#since = this.#turns.shift()!.position;
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
    if (this.now && from < this.#since) return null;
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

  #begin(): Withholding {
    const { world, cells, touches, position } = this.#fold;
    const begun = new Withholding(world, cells, touches.periods);
    this.#registered = world.registered;
    // Whoever comes from before takes the parts anew: the structure has changed, or nothing is known of before.
    this.#turns = [];
    this.#since = position;
    for (const turned of difference(this.#before ?? [], begun.all())) this.#mark(turned, position);
    return begun;
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
