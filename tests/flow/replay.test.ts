import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Replay } from '../../src/lib/board/replay.ts';
import type { EntryDraft } from '../../src/lib/domain/entry.ts';
import { REVIEW_STATES } from '../../src/lib/domain/report.ts';
import type { Rows } from '../../src/lib/domain/rows.ts';
import { Fold } from '../../src/lib/server/core/snapshot/fold.ts';
import { Publisher } from '../../src/lib/server/core/snapshot/publish.ts';
import { scopeRows } from '../../src/lib/server/core/snapshot/scope-rows.ts';
import { Warm } from '../../src/lib/server/core/snapshot/warm.ts';
import { filmOf, replayAnswer } from '../../src/lib/server/features/wall/replay.ts';
import type { Scope } from '../../src/lib/wire/scope.ts';
import { keyPrincipal } from '../support/principals.ts';
import {
  COMMUNES,
  COUNTRY,
  countryStructure,
  GROUPS,
  INDICATORS,
  JANUARY,
  PROVINCES,
  reportDraft,
  reviewDraft,
  SINCE
} from '../support/small-country.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-01-01T00:00:00Z');
const SCOPES: readonly Scope[] = [
  { root: COUNTRY, depth: 'commune' },
  { root: PROVINCES[0]!, depth: 'group' },
  { root: `${COMMUNES[2]}@${SINCE}`, depth: 'commune' }
];

/** A log in memory, folded. */
class Log {
  readonly fold = new Fold('calendar');
  readonly publisher = new Publisher('store', this.fold);
  constructor() {
    for (const structure of countryStructure()) this.append(structure);
  }
  append(draft: EntryDraft): number {
    this.publisher.note(this.fold.apply([{ position: this.fold.position + 1, ...draft }]));
    return this.fold.position;
  }
  live(scope: Scope, indicator: number, period: number): Rows {
    return scopeRows(new Warm(this.fold), this.publisher.view(scope)!, period, [indicator]);
  }
}

/** What a reader sees of rows: the measures over all versions that count. */
function text(rows: Rows): string[] {
  const { num, den, fresh, carried, oldestAge, freshBase } = rows.all;
  return Array.from({ length: rows.length }, (_, i) =>
    [rows.node, num, den, fresh, carried, oldestAge, freshBase].map((column) => column[i]).join(' ')
  );
}

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      group: fc.nat(GROUPS.length - 1),
      month: fc.integer({ min: -4, max: 1 }),
      indicators: fc.subarray([...INDICATORS], { minLength: 1 }),
      value: fc.nat(120),
      later: fc.nat(90)
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({ which: fc.nat(), state: fc.constantFrom(...REVIEW_STATES), later: fc.nat(90) })
  }
);

describe('replay', () => {
  test('whatever was filed, corrected and returned, each frame is what stood then, and the last is the live picture', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 30 }), (steps, seekTo) => {
        const log = new Log();
        const reports: number[] = [];
        const stood = new Map<string, { at: number; rows: string[] }[]>();
        let at = START;
        for (const one of steps) {
          at += one.later * HOUR;
          if ('group' in one) {
            const figures = Object.fromEntries(one.indicators.map((code) => [code, one.value]));
            reports.push(log.append(reportDraft(GROUPS[one.group]!, JANUARY + one.month, figures, at)));
          } else {
            const report = reports[one.which % Math.max(1, reports.length)];
            if (report === undefined) continue;
            log.append({ ...reviewDraft([report], one.state), at });
          }
          for (const scope of SCOPES)
            for (const indicator of INDICATORS.keys()) {
              const rows = text(log.live(scope, indicator, JANUARY));
              const key = `${scope.root} ${indicator}`;
              stood.set(key, [...(stood.get(key) ?? []), { at, rows }]);
            }
        }
        for (const scope of SCOPES) {
          const view = log.publisher.view(scope)!;
          for (const indicator of INDICATORS.keys()) {
            const live = log.live(scope, indicator, JANUARY);
            const film = filmOf(log.fold, view, { indicator, period: JANUARY, day: null });
            const replay = new Replay(JSON.parse(JSON.stringify(film)) as typeof film, live);
            replay.seek(replay.last);
            expect(text(replay.rows)).toEqual(text(live));
            // Backwards and forwards again comes to the same.
            replay.seek(seekTo % (replay.last + 2));
            const there = text(replay.rows);
            expect(stood.get(`${scope.root} ${indicator}`)?.map(({ rows }) => rows.join()) ?? []).toSatisfy(
              (all: string[]) => replay.at < 0 || all.includes(there.join())
            );
            replay.seek(replay.last);
            expect(text(replay.rows)).toEqual(text(live));
            for (const [i, frame] of film.frames.entries())
              expect(frame.at).toBeGreaterThanOrEqual(film.frames[i - 1]?.at ?? 0);
          }
        }
      }),
      { numRuns: 60 }
    );
  });

  test('a day is played alone; frames are bounded; nobody plays what they may not read', async () => {
    const log = new Log();
    const noon = Date.parse('2026-02-03T05:00:00Z');
    for (const [i, group] of GROUPS.entries())
      log.append(reportDraft(group, JANUARY, { XHS01: 10 + i }, noon + i * 5 * HOUR));
    const view = log.publisher.view(SCOPES[0]!)!;
    const month = filmOf(log.fold, view, { indicator: 0, period: JANUARY, day: null });
    expect(month.days).toEqual(['2026-02-03', '2026-02-04']);
    expect(month.frames).toHaveLength(GROUPS.length);
    const day = filmOf(log.fold, view, { indicator: 0, period: JANUARY, day: '2026-02-04' });
    expect(day.frames.length).toBeGreaterThan(0);
    expect(day.frames.length).toBeLessThan(month.frames.length);
    expect(day.base.node.length).toBeGreaterThan(0);

    const ask = (root: string) =>
      replayAnswer(
        {
          publisher: log.publisher,
          mayRead: (principal, scope) => principal.grants.some(({ unit }) => unit === scope.root),
          fewIn: () => 'withheld'
        },
        keyPrincipal('screen', 'screen', PROVINCES[0]!),
        { root, depth: 'commune', period: '2026-01', indicator: 'XHS01', day: null },
        null
      );
    expect(await ask(COUNTRY)).toBe(403);
    expect(await ask(`99@${SINCE}`)).toBe(404);
    const answer = await ask(PROVINCES[0]!);
    if (typeof answer === 'number') throw new Error(String(answer));
    expect(await answer.json()).toMatchObject({ scope: `${PROVINCES[0]}/commune`, period: '2026-01' });
  });
});
