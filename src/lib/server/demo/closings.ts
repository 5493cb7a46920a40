import { membersOf } from '../../domain/consolidating.ts';
import type { ConfirmedSum, ConsolidationStep } from '../../domain/closing.ts';
import { Cells } from '../../domain/cells.ts';
import type { EntryDraft } from '../../domain/entry.ts';
import type { Position } from '../../domain/position.ts';
import { baseOn } from '../../domain/group.ts';
import { lastDay, type Period } from '../../domain/period.ts';
import { ReportBook } from '../../domain/report-book.ts';
import { rollUp } from '../../domain/roll-up.ts';
import type { Rows } from '../../domain/rows.ts';
import type { UnitNode } from '../../domain/tree.ts';
import type { UnitKey } from '../../domain/unit.ts';
import type { World } from '../../domain/world.ts';
import { DA_NANG, today } from './places.ts';
import { chance, hashText } from './random.ts';
import { lowerFirst } from './reporters.ts';
import type { DemoReport } from './reports.ts';
import { verdictOn, type TakenReport } from './reviews.ts';
import { CLOSED_PERIODS, CLOSING_MS, type Closing } from './timing.ts';

/** The provinces whose units put their periods together: Đà Nẵng, Huế, Đồng Nai. */
const PROVINCES = [DA_NANG, '46', '75'] as const;
/** Hải Châu and Bà Nà: whoever signs in there finds the newest period still to be put together. */
const LEFT_TO_VISITORS: readonly string[] = ['20242', '20308'];
const LEVELS = [1, 3] as const;
const MINUTE_MS = 60_000;

/** Purposes of the draws of this file. */
const COURSE = 131;
const MINUTE = 132;
const CHECKED = 133;

const NO_TEXTS = { tasks: '', difficulties: '', proposals: '', practices: '' };
const TASKS = 'Đã rà soát số liệu của các tổ; các tổ còn thiếu đã được nhắc nộp.';

/**
 * What some provinces do in the demo's last periods: communes approve what has come and put it together, most on the
 * last day on time, a few late or never; departments follow. Sums are those of what was approved by then.
 */
export class DemoClosings {
  readonly #world: World;
  readonly #reported: Period;
  readonly #cells = new Cells();
  readonly #book = new ReportBook();
  readonly #provinces: readonly UnitNode[];
  readonly #waiting = new Map<Position, TakenReport>();
  readonly #confirmed = new Set<string>();

  constructor(world: World, reported: Period) {
    this.#world = world;
    this.#reported = reported;
    this.#provinces = PROVINCES.flatMap((code) => world.tree.unit(today(code)) ?? []);
  }

  /** Takes in a report at its position, where it belongs to one of these provinces. */
  take(report: DemoReport, position: Position): void {
    const node = this.#world.tree.group(report.group);
    if (!node || !this.#provinces.some(({ ordinal }) => this.#world.tree.isWithin(node.ordinal, ordinal)))
      return;
    const { group, period, at } = report;
    const day = lastDay(period, 'window');
    const indicators = report.values.map(({ indicator }) => this.#world.indicator(indicator)!);
    const values = {
      indicators: indicators.map(({ ordinal }) => ordinal),
      nums: report.values.map(({ numerator }) => numerator),
      dens: report.values.map(({ denominator }, i) => {
        const { kind, base } = indicators[i]!.indicator;
        return denominator ?? (kind === 'share' && base ? (baseOn(node.group, base, day)?.value ?? -1) : -1);
      })
    };
    this.#book.add({ position, at }, node.ordinal, period, values, this.#cells);
    if (period > this.#reported - CLOSED_PERIODS)
      this.#waiting.set(position, { position, group, period, at });
  }

  /** Hears of the reviews of a month, which the log takes in. */
  reviewed(drafts: readonly EntryDraft[], head: Position): void {
    for (const [i, { body }] of drafts.entries()) {
      if (body.kind !== 'review') continue;
      for (const position of body.reports) {
        this.#book.review(position, body.state, this.#cells, head + 1 + i);
        this.#waiting.delete(position);
      }
    }
  }

  /** What is done on one of the chain's days: approvals, then consolidations. `head` is the log's newest position. */
  on({ period, at, step }: Closing, head: Position): EntryDraft[] {
    const drafts = this.#approvals(period, at);
    this.reviewed(drafts, head);
    const pinned = head + drafts.length;
    const rows = new Map<number, Rows>();
    const sums = (unit: number) => this.#sums(unit, period, rows);
    const communes = this.#provinces.flatMap((province) =>
      membersOf(this.#world, province.ordinal, period, LEVELS).units.filter((commune) =>
        this.#closes(commune, period, step)
      )
    );
    const units = [...communes, ...(step === 'department' ? this.#provinces : [])];
    const done = units.flatMap((unit) => this.#steps(unit, { period, at, step }, pinned, sums(unit.ordinal)));
    return [...drafts, ...done.sort((a, b) => a.at - b.at)];
  }

  /** What lies before the heads of the newest period at the end: checked, not yet approved. */
  checked(now: number): EntryDraft[] {
    const reports = [...this.#waiting.values()]
      .filter(
        ({ group, period }) =>
          period === this.#reported &&
          chance(hashText(group), CHECKED, period) < 0.6 &&
          this.#isLookedAt(group, period)
      )
      .map(({ position }) => position);
    if (reports.length === 0) return [];
    return [
      {
        at: now,
        actor: 'demo:Chuyên viên cấp xã',
        body: { kind: 'review', reports, state: 'checked', reason: '' }
      }
    ];
  }

  #approvals(period: Period, at: number): EntryDraft[] {
    return this.#provinces.flatMap((province): EntryDraft[] => {
      const reports = [...this.#waiting.values()]
        .filter((one) => one.period === period && verdictOn(one) === '')
        .filter(({ group }) => {
          const node = this.#world.tree.group(group)!;
          return this.#isLookedAt(group, period) && this.#world.tree.isWithin(node.ordinal, province.ordinal);
        })
        .map(({ position }) => position);
      if (reports.length === 0) return [];
      const body = { kind: 'review', reports, state: 'approved', reason: '' } as const;
      return [{ at, actor: `demo-${province.unit.code}`, body }];
    });
  }

  #isLookedAt(group: string, period: Period): boolean {
    const node = this.#world.tree.group(group)!;
    const commune = [...this.#world.tree.upward(node.ordinal)].find(({ level }) => level === 3);
    return commune?.kind !== 'unit' || this.#approves(commune, period);
  }

  /** Whether a commune's head looks at what has come before its day. */
  #approves({ unit }: UnitNode, period: Period): boolean {
    return period < this.#reported || !LEFT_TO_VISITORS.includes(unit.code);
  }

  #closes(commune: UnitNode, period: Period, step: Closing['step']): boolean {
    if (!this.#approves(commune, period)) return false;
    const course = chance(hashText(commune.key), COURSE, period);
    return step === 'commune' ? course < 0.86 : course >= 0.86 && course < 0.95;
  }

  #steps(
    unit: UnitNode,
    { period, at, step }: Closing,
    pinned: Position,
    sums: readonly ConfirmedSum[]
  ): EntryDraft[] {
    if (sums.length === 0) return [];
    const missing = this.#missing(unit, period);
    const own = `UBND ${lowerFirst(unit.unit.fullName)}`;
    const draw = (turn: number) => chance(hashText(unit.key), MINUTE, period * 4 + turn);
    // On the department's day the communes that are late come first.
    const isLate = step === 'department' && unit.level === 3;
    const first = isLate ? 5 + 15 * draw(0) : 35 + 20 * draw(0);
    const second = isLate ? 22 + 10 * draw(1) : 60 + 45 * draw(1);
    const draft = (name: ConsolidationStep['step'], who: string, minutes: number): EntryDraft => ({
      at: Math.round(at + minutes * MINUTE_MS),
      actor: `demo:${who} ${own}`,
      body: {
        kind: 'consolidation',
        unit: unit.key,
        period,
        step: name,
        pinned,
        sums,
        texts: { ...NO_TEXTS, tasks: TASKS },
        reason: '',
        ...(missing.length > 0 ? { missing } : {})
      }
    });
    this.#confirmed.add(`${unit.key} ${period}`);
    return [draft('prepared', 'Chuyên viên', first), draft('confirmed', 'Lãnh đạo', second)];
  }

  /** Who is stated to be missing: groups without an approved report, communes that have not confirmed. */
  #missing(unit: UnitNode, period: Period): string[] {
    const { units, groups } = membersOf(this.#world, unit.ordinal, period, LEVELS);
    const late = units.filter(({ key }) => !this.#confirmed.has(`${key} ${period}`));
    const silent = groups.filter(
      (group) => ![...this.#book.versionsOf(group, period)].some(({ state }) => state === 'approved')
    );
    const codes = silent.flatMap((ordinal) => {
      const node = this.#world.tree.nodes[ordinal];
      return node?.kind === 'group' ? [node.group.code] : [];
    });
    return [...late.map(({ key }): UnitKey => key), ...codes];
  }

  #sums(unit: number, period: Period, kept: Map<number, Rows>): ConfirmedSum[] {
    return this.#world.indicators.flatMap(({ ordinal, indicator }) => {
      if (this.#world.expected(ordinal, period).groups.length === 0) return [];
      let rows = kept.get(ordinal);
      if (!rows) kept.set(ordinal, (rows = rollUp(this.#world, this.#cells, ordinal, period)));
      const num = rows.approved.num[unit]!;
      return num < 0 ? [] : [{ indicator: indicator.code, num, den: rows.approved.den[unit]! }];
    });
  }
}

/** Whether one of the chain's days lies wholly before a moment. */
export function isOver({ at }: Closing, moment: number): boolean {
  return at + CLOSING_MS <= moment;
}
