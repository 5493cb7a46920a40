import { expect, it } from 'vitest';
import type { LogEntry } from '../../domain/entry.ts';
import { MatterBook } from '../../domain/matter-book.ts';
import { PracticeBook } from '../../domain/practice-book.ts';
import { World } from '../../domain/world.ts';
import { countryStructure, GROUPS } from '../../../../tests/support/small-country.ts';
import { DemoMatters } from './matters.ts';

const OPENED_AT = Date.parse('2026-10-20T09:00:00+07:00');
const DAY_MS = 86_400_000;

it('a demo has difficulties in every state and practices shared and to be commended, the same each time', () => {
  const world = new World('window');
  for (const draft of countryStructure()) world.apply(draft);
  const opened: LogEntry[] = Array.from({ length: 400 }, (_, i) => ({
    position: i + 1,
    at: OPENED_AT,
    actor: 'demo',
    body: {
      kind: 'matters',
      steps: [
        {
          ...{ step: 'opened', id: `m${i}`, group: GROUPS[i % 8] ?? '', period: 24_321, kind: 'network' },
          ...{ text: 'Sóng yếu', proposal: '', wanted: 'province' }
        }
      ]
    }
  }));
  const told: LogEntry[] = Array.from({ length: 100 }, (_, i) => ({
    position: 401 + i,
    at: OPENED_AT,
    actor: 'demo',
    body: {
      kind: 'practices',
      steps: [
        { step: 'told', id: `p${i}`, group: GROUPS[i % 8] ?? '', period: 24_321, text: 'Bàn hướng dẫn' }
      ]
    }
  }));
  const fill = () => {
    const demo = new DemoMatters(world.tree);
    demo.take([...opened, ...told]);
    return [...demo.until(OPENED_AT + 10 * DAY_MS), ...demo.until(OPENED_AT + 40 * DAY_MS)];
  };
  const drafts = fill();
  expect(fill()).toEqual(drafts);
  expect(drafts.every(({ at }, i) => at >= (drafts[i - 1]?.at ?? OPENED_AT))).toBe(true);

  const [matters, practices] = [new MatterBook(), new PracticeBook()];
  let steps = 0;
  for (const [i, entry] of [...opened, ...told, ...drafts].entries()) {
    const head = { position: i + 1, at: entry.at, actor: entry.actor };
    if (entry.body.kind === 'matters') for (const body of entry.body.steps) matters.take({ ...head, body });
    if (entry.body.kind === 'practices')
      for (const body of entry.body.steps) practices.take({ ...head, body });
    if (entry.body.kind === 'matters') steps += entry.body.steps.length;
  }
  for (const state of ['open', 'taken', 'answered', 'closed'] as const)
    expect(matters.in(state).length).toBeGreaterThan(10);
  expect([...matters.all].filter(({ at }) => at !== null).length).toBeGreaterThan(10);
  // Every step of the demo was one that could be taken.
  expect([...matters.all].reduce((sum, matter) => sum + matter.steps.length, 0)).toBe(steps);
  expect([...practices.all].some(({ shared }) => shared)).toBe(true);
  expect([...practices.all].some(({ commended }) => commended)).toBe(true);
});
