import { expect, test } from 'vitest';
import type { AlertRule } from '../../src/lib/domain/alert.ts';
import { AlertWatch } from '../../src/lib/server/alerts/watch.ts';
import type { AlertNews } from '../../src/lib/server/chain/outbound.ts';
import { COMMUNES, COUNTRY, JANUARY, reportDraft, SINCE } from '../support/small-country.ts';
import { closeAfterEach, start } from '../support/watching.ts';

// Alerts over a real store: they fire once, end at the other threshold, and a restart tells nobody twice.

closeAfterEach();

const FEBRUARY_2026 = Date.parse('2026-02-10T05:00:00Z');
const rule: AlertRule = {
  name: 'Tỷ lệ thấp',
  unit: COUNTRY,
  level: 'commune',
  measure: { subject: 'rate', indicator: 'XHS01', basis: 'all' },
  side: 'under',
  enter: 500,
  leave: 600,
  floor: 100,
  hold: 0,
  channels: { webhook: true, mails: [], sound: false }
};

test('it fires once, is silent while it holds, ends at its own threshold and survives a restart', async () => {
  const server = await start({ profile: 'calendar' });
  const { store, publisher } = server;
  const text = JSON.stringify(rule);
  await store.alerts.keep({
    id: 'a1',
    unit: COUNTRY,
    rule: text,
    states: '{}',
    snoozedUntil: 0,
    actor: 'test',
    at: 1
  });
  const told: AlertNews[] = [];
  const watch = () =>
    new AlertWatch({
      store,
      publisher,
      outbound: {
        tellAlert(news) {
          told.push(news);
          return Promise.resolve();
        }
      },
      patience: { open: 5, taken: 10 },
      clock: () => FEBRUARY_2026,
      failed: (error) => {
        throw error;
      }
    });
  const file = async (num: number) => {
    await store.append([reportDraft(`${COMMUNES[0]}-1`, JANUARY, { XHS01: num })]);
    await server.settled();
  };
  const first = watch();
  await first.look();
  const commune = `${COMMUNES[0]}@${SINCE}`;
  expect(told.map(({ event, unit }) => [event, unit])).toEqual([['alert.fired', commune]]);
  expect(first.fired()).toMatchObject([
    { alert: 'a1', unit: commune, indicator: 'XHS01', pillar: 'XHS', period: JANUARY }
  ]);
  await file(66);
  await first.look();
  await first.stop();

  const second = watch();
  await second.look();
  expect(told).toHaveLength(1);
  expect(second.fired().map(({ id }) => id)).toEqual([told[0]!.id.replace(/\.fired$/, '')]);
  await file(72);
  await second.look();
  expect(told.map(({ event }) => event)).toEqual(['alert.fired', 'alert.cleared']);
  expect(second.fired()).toEqual([]);
  await file(10);
  await second.look();
  expect(new Set(told.map(({ id }) => id)).size).toBe(3);

  // What was written down for sending and not yet kept as told comes again under the same id.
  await store.alerts.keep({
    id: 'a1',
    unit: COUNTRY,
    rule: text,
    states: '{}',
    snoozedUntil: 0,
    actor: 'test',
    at: 1
  });
  const third = watch();
  await third.look();
  expect(told.at(-1)!.id).toBe(told[0]!.id);
  await store.alerts.snooze('a1', FEBRUARY_2026 + 1);
  third.note(true);
  await third.look();
  expect(third.fired()).toEqual([]);
  await second.stop();
  await third.stop();
});
