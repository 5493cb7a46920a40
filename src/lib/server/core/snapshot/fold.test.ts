import { expect, test } from 'vitest';
import { goldenLog } from '../../../../../tests/support/golden-log.ts';
import type { Target } from '../../../domain/target.ts';
import { UnknownRecipient } from '../../../domain/world.ts';
import { Fold, FoldGap } from './fold.ts';
import { touchedBy } from './touched.ts';

test('a gap in the log is no change but a fault', () => {
  const fold = new Fold('calendar');
  const log = goldenLog();
  fold.apply(log.slice(0, 4));
  expect(() => fold.apply(log.slice(5, 6))).toThrow(FoldGap);
  expect(fold.position).toBe(4);
});

test('what is recalled later is what was told at the time', () => {
  const fold = new Fold('calendar');
  const log = goldenLog();
  const told = fold
    .apply(log)
    .filings.map((filing) => ({ ...filing, indicators: Array.from(filing.indicators) }));
  const recalled = fold
    .recall(log)
    .map((filing) => ({ ...filing, indicators: Array.from(filing.indicators) }));
  expect(recalled).toEqual(told);
});

test('a figure touches its group and all above it, in every shown period that it reaches, and nobody beside', () => {
  const fold = new Fold('calendar');
  const log = goldenLog();
  fold.apply(log.slice(0, 4));
  const { tree } = fold.world;
  const change = fold.apply(log.slice(4));
  expect(change.structure).toBe(false);
  expect(change.opened).toBe(true);
  for (const { position, group, period } of change.filings) {
    for (const { ordinal } of tree.upward(group))
      expect(fold.touched(ordinal, period)).toBeGreaterThanOrEqual(position);
  }
  for (const [, byPeriod] of touchedBy(fold, change.filings)) {
    for (const period of byPeriod.keys()) expect(fold.touches.isOpen(period)).toBe(true);
  }
  const village = tree.unit('V3@2020-01-01')!.ordinal;
  for (const [, byPeriod] of touchedBy(fold, change.filings, village)) {
    for (const groups of byPeriod.values()) {
      for (const group of groups) expect(tree.isWithin(group, village)).toBe(true);
    }
  }
});

test('an entry that cannot be taken in hides nothing that came before it', () => {
  const fold = new Fold('calendar');
  const log = goldenLog();
  const last = log.at(-1)!;
  const unknown: Target['recipient'] = { unit: 'nobody@2020-01-01' };
  const target = goldenLog().flatMap(({ body }) => (body.kind === 'targets' ? body.targets : []))[0]!;
  const bad = {
    ...last,
    position: last.position + 1,
    body: { kind: 'targets' as const, targets: [{ ...target, recipient: unknown }] }
  };
  const change = fold.apply([...log, bad]);
  expect(change).toMatchObject({ from: 0, to: last.position, structure: true });
  expect(change.filings.length).toBeGreaterThan(0);
  expect(() => fold.apply([bad])).toThrow(UnknownRecipient);
});
