import { anomalyKey, type AnomalyRow } from '../../../domain/attention.ts';
import type { Check, Finding } from '../../../domain/checks.ts';
import type { Position } from '../../../domain/position.ts';
import type { Pillar } from '../../../domain/indicator.ts';
import type { Period } from '../../../domain/period.ts';
import { findingsOf } from '../../context/review/figures.ts';
import type { Fold } from '../../core/snapshot/fold.ts';

/** How long reports are looked at without a pause, milliseconds. */
const TURN_MS = 12;
/** The pause between two turns, milliseconds: others are served in it. */
const PAUSE_MS = 24;

interface Looked {
  readonly position: Position;
  /** Empty where nothing is odd. */
  readonly findings: readonly Finding[];
}

/**
 * The reports of a period that break checks and wait for a decision. Each version is looked at once, in turns, so that
 * ten thousand of them hold nobody up; what a version is judged by is what was known when it was looked at.
 */
export class AnomalyWatch {
  readonly #fold: Fold;
  readonly period: Period;
  readonly #looked = new Map<number, Looked>();
  #wait: [group: number, position: Position][] = [];
  #seen = '';
  #rows: AnomalyRow[] | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(fold: Fold, period: Period) {
    this.#fold = fold;
    this.period = period;
  }

  /** Reports that nobody has looked at yet. */
  get unchecked(): number {
    return this.#wait.length;
  }

  /** Rises while rows are found. */
  get revision(): string {
    return `${this.#seen} ${this.#looked.size} ${this.#wait.length}`;
  }

  /** What is odd as far as it was looked at, the gravest first. */
  rows(): readonly AnomalyRow[] {
    this.#gather();
    this.#turn();
    this.#rows ??= this.#collect();
    return this.#rows;
  }

  /** Notes which versions stand now: new ones wait for a look, those that somebody judged are dropped. */
  #gather(): void {
    const { touches, world, book } = this.#fold;
    const seen = `${this.#fold.structure} ${touches.at(0, this.period)}`;
    if (seen === this.#seen) return;
    this.#seen = seen;
    this.#rows = null;
    this.#wait = [];
    for (const node of world.tree.nodes) {
      if (node.kind !== 'group') continue;
      const [newest] = book.versionsOf(node.ordinal, this.period);
      if (newest?.state !== 'submitted' && newest?.state !== 'checked') this.#looked.delete(node.ordinal);
      else if (this.#looked.get(node.ordinal)?.position !== newest.position)
        this.#wait.push([node.ordinal, newest.position]);
    }
    // The newest first: they are what people wait for.
    this.#wait.sort(([, a], [, b]) => a - b);
  }

  #turn(): void {
    const end = performance.now() + TURN_MS;
    while (this.#wait.length > 0 && performance.now() < end) {
      const [group, position] = this.#wait.pop()!;
      this.#looked.set(group, { position, findings: findingsOf(this.#fold, position) });
      this.#rows = null;
    }
    if (this.#wait.length === 0 || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#turn();
    }, PAUSE_MS).unref();
  }

  #collect(): AnomalyRow[] {
    const { world, book } = this.#fold;
    const rows: AnomalyRow[] = [];
    for (const [group, { position, findings }] of this.#looked) {
      const node = world.tree.nodes[group];
      if (findings.length === 0 || node?.kind !== 'group') continue;
      const [version] = book.versionsOf(group, this.period);
      rows.push({
        kind: 'anomaly',
        key: anomalyKey(node.group.code, position),
        node: group,
        period: this.period,
        at: version?.at ?? 0,
        pillars: this.#pillarsOf(findings),
        report: position,
        findings
      });
    }
    return rows.sort((a, b) => gravity(b) - gravity(a) || b.at - a.at);
  }

  #pillarsOf(findings: readonly Finding[]): Pillar[] {
    const { world } = this.#fold;
    const pillars = findings.flatMap(
      ({ indicator }) => (indicator && world.indicator(indicator)?.indicator.pillar) || []
    );
    return [...new Set(pillars)];
  }
}

/** More people than there are weighs most, a report that is last month's again least. */
const GRAVITY: Readonly<Record<Check, number>> = {
  overBase: 5,
  jointOver: 4,
  jointUnder: 4,
  fewer: 4,
  fewerWords: 2,
  falls: 3,
  outlying: 3,
  jump: 2,
  copied: 1
};

function gravity({ findings }: AnomalyRow): number {
  return Math.max(...findings.map(({ check }) => GRAVITY[check]));
}
