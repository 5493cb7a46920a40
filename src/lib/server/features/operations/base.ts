import {
  alertRows,
  matterKey,
  owedRows,
  placesIn,
  type AnomalyRow,
  type AttentionRow,
  type FiredAlert,
  type MatterRow,
  type OwedRow
} from '../../../domain/attention.ts';
import type { FilingSheet } from '../../../domain/filing-sheet.ts';
import { reportedPeriod, type Period } from '../../../domain/period.ts';
import { sheetsOf } from '../../context/chain/sheets.ts';
import type { MatterFacts } from '../../context/matters/matter-facts.ts';
import type { Fold } from '../../core/snapshot/fold.ts';
import { AnomalyWatch } from './anomalies.ts';

/** Of the processor's time at most one part in so many is spent on the sheets of everybody. */
const SHARE = 6;

interface Owed {
  readonly version: string;
  /** Milliseconds UTC. */
  readonly now: number;
  readonly until: number;
  /** That of the period being reported first. */
  readonly sheets: readonly [FilingSheet, ...FilingSheet[]];
  readonly rows: readonly OwedRow[];
}

/** What wants attention in the whole store, worked out once for everybody who asks. */
export class AttentionBase {
  readonly #fold: Fold;
  readonly #facts: MatterFacts;
  #places: { structure: number; of: Int32Array } | null = null;
  #owed: Owed | null = null;
  /** By the machine's own clock: when the sheets may be made anew. */
  #rest = 0;
  #watches: AnomalyWatch[] = [];
  #matters: { version: string; rows: MatterRow[] } | null = null;

  constructor(fold: Fold, facts: MatterFacts) {
    this.#fold = fold;
    this.#facts = facts;
  }

  /** For every node the unit under which its rows are gathered, by ordinal. */
  places(): Int32Array {
    const { structure, world } = this.#fold;
    if (this.#places?.structure !== structure) this.#places = { structure, of: placesIn(world.tree) };
    return this.#places.of;
  }

  /**
   * Debts of the period that is being reported, and of the one before it as long as none of its days has passed. While
   * reports pour in they are at most a second or so old; `again` says in how many milliseconds newer ones are to be had.
   */
  owed(now: number): Owed & { readonly again: number | null } {
    const { world, touches, steps, structure } = this.#fold;
    const reported = reportedPeriod(now, world.profile);
    const touched = [reported, reported - 1].map((period) => touches.at(0, period));
    const version = `${reported} ${structure} ${touched.join()} ${steps.closing.revision} ${steps.chains.revision}`;
    const known = this.#owed;
    const isRight = known !== null && now >= known.now && now < known.until;
    if (isRight && known.version === version) return { ...known, again: null };
    const rest = this.#rest - performance.now();
    if (isRight && rest > 0) return { ...known, again: Math.ceil(rest) };
    const began = performance.now();
    this.#owed = this.#work(version, reported, now);
    this.#rest = performance.now() + (performance.now() - began) * SHARE;
    return { ...this.#owed, again: null };
  }

  /** Every row but those of debts, each kind in its order. */
  others(now: number, alerts: readonly FiredAlert[]): AttentionRow[] {
    const { tree } = this.#fold.world;
    return [
      ...alertRows(alerts, tree).sort((a, b) => b.at - a.at),
      ...this.#anomalies(now),
      ...this.#matterRows()
    ];
  }

  /** Reports that nobody has looked at yet. */
  get unchecked(): number {
    return this.#watches.reduce((sum, { unchecked }) => sum + unchecked, 0);
  }

  #work(version: string, reported: Period, now: number): Owed {
    const { world } = this.#fold;
    const sheets: [FilingSheet, ...FilingSheet[]] = [sheetsOf(this.#fold).of(reported, now)];
    const isYoung = sheets[0].counts(0).missing === 0;
    if (isYoung) sheets.push(sheetsOf(this.#fold).of(reported - 1, now));
    const rows = sheets.flatMap((sheet) => owedRows(sheet, world.tree, this.places()));
    rows.sort((a, b) => a.at - b.at || b.count - a.count || a.node - b.node);
    // What is due soon becomes so while nothing happens.
    const until = Math.min(now + A_MINUTE, ...sheets.map((sheet) => sheet.until));
    return { version, now, until, sheets, rows };
  }

  #anomalies(now: number): AnomalyRow[] {
    const reported = reportedPeriod(now, this.#fold.world.profile);
    const periods = [reported + 1, reported, reported - 1];
    this.#watches = periods.map(
      (period) =>
        this.#watches.find((watch) => watch.period === period) ?? new AnomalyWatch(this.#fold, period)
    );
    return this.#watches.flatMap((watch) => watch.rows());
  }

  #matterRows(): MatterRow[] {
    const { matters, chains } = this.#fold.steps;
    const waiting = [...matters.in('open'), ...matters.in('taken')];
    const newest = waiting.reduce((last, { steps }) => Math.max(last, steps.at(-1)?.position ?? 0), 0);
    const version = `${waiting.length} ${newest} ${matters.size} ${chains.revision} ${this.#fold.structure}`;
    if (this.#matters?.version === version) return this.#matters.rows;
    const rows = waiting.flatMap((matter): MatterRow[] => {
      const fact = this.#facts.of(matter);
      if (!fact) return [];
      const { group: node, place, due } = fact;
      const head = { kind: 'matter', key: matterKey(matter), node, period: matter.period } as const;
      return [{ ...head, at: matter.since, pillars: [], matter, lies: place.ordinal, due }];
    });
    rows.sort((a, b) => a.due - b.due);
    this.#matters = { version, rows };
    return rows;
  }
}

const A_MINUTE = 60_000;
const bases = new WeakMap<Fold, { facts: MatterFacts; base: AttentionBase }>();

/** What wants attention in a fold. */
export function attentionOf(fold: Fold, facts: MatterFacts): AttentionBase {
  const known = bases.get(fold);
  if (known?.facts === facts) return known.base;
  const base = new AttentionBase(fold, facts);
  bases.set(fold, { facts, base });
  return base;
}
