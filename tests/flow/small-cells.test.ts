import { expect, test } from 'vitest';
import type { Few } from '../../src/lib/domain/few.ts';
import { readingAt } from '../../src/lib/domain/attainment.ts';
import { decodeRows } from '../../src/lib/wire/rows.ts';
import {
  COMMUNES,
  draft,
  JANUARY,
  makeGroup,
  reportDraft,
  reviewDraft,
  SINCE
} from '../support/small-country.ts';
import {
  closeAfterEach,
  COMMUNES_OF_ALL,
  FIRST,
  pathOf,
  snapshot,
  start,
  tableOf,
  until,
  watch
} from '../support/watching.ts';

// RULES 17 over HTTP and sockets: whoever may not read texts is told the band of a few households and no count of them.

closeAfterEach();

const SMALL = 'few-1';

/** A group of seven households, of which so many are counted. */
const fewReport = (num: number) => {
  const entry = reportDraft(SMALL, JANUARY, { XHS01: num });
  const body = entry.body as Extract<typeof entry.body, { kind: 'report' }>;
  return draft({ ...body, values: body.values.map((value) => ({ ...value, denominator: 7 })) });
};
const smallGroup = () =>
  draft({
    kind: 'groups',
    groups: [
      makeGroup(SMALL, `${COMMUNES[3]}@${SINCE}`, {
        bases: [{ base: 'households', value: 7, validFrom: SINCE, source: 'test' }]
      })
    ]
  });

test.each(['told', 'withheld'] as const)(
  'a scope whose few are %s: deltas, parts and slices agree',
  async (few: Few) => {
    const server = await start({ few: () => few });
    await server.store.append([smallGroup()]);
    await server.settled();
    const scope = { root: `45@${SINCE}` as const, depth: 'group' as const };
    const stayed = watch(server, scope);
    await stayed.at(await server.store.head());
    await server.store.append([fewReport(5)]);
    await stayed.at(await server.store.head());
    await server.store.append([fewReport(6), reportDraft('19331-1', JANUARY, { XHS01: 60 })]);
    const head = await server.store.head();
    await stayed.at(head);
    await server.store.append([reviewDraft([head - 1], 'approved')]);
    await stayed.at(head + 1);
    const late = watch(server, scope);
    await late.at(head + 1);
    const truth = await snapshot(server, scope);
    expect(tableOf(server, stayed)).toEqual(truth);
    expect(tableOf(server, late)).toEqual(truth);

    const node = server.publisher.fold.world.tree.group(SMALL)!.ordinal;
    const slice = await fetch(`${pathOf(server, scope)}/2026-01/XHS01`);
    const { rows } = decodeRows(new Uint8Array(await slice.arrayBuffer()));
    const at = rows.node.indexOf(node);
    const { indicator } = server.publisher.fold.world.indicator('XHS01')!;
    for (const basis of ['all', 'approved'] as const) {
      const { state, band, rate, gap } = readingAt(rows, at, indicator, basis);
      expect([state, band]).toEqual(['smallBase', 'near']);
      expect([rows[basis].num[at], rate, gap]).toEqual(few === 'told' ? [6, 6 / 7, 1] : [-1, null, null]);
      expect([rows[basis].den[at], rows.expectedBase[at], rows[basis].freshBase[at]]).toEqual(
        few === 'told' ? [7, 7, 7] : [5, 1, 1]
      );
    }
    const sums = rows.node.indexOf(server.publisher.fold.world.tree.unit(scope.root)!.ordinal);
    expect(rows.all.num[sums]).toBe(66);
  }
);

test('what is kept for one is not given to the other, and who is told otherwise is cut off', async () => {
  let few: Few = 'told';
  const server = await start({ few: () => few });
  await server.store.append([smallGroup(), fewReport(5)]);
  await server.settled();
  const url = `${pathOf(server, COMMUNES_OF_ALL)}/2026-01`;
  const open = await fetch(url);
  const seen = open.headers.get('etag')!;
  few = 'withheld';
  const shut = await fetch(url, { headers: { 'if-none-match': seen } });
  expect(shut.status).toBe(200);
  expect(shut.headers.get('etag')).not.toBe(seen);
  few = 'told';
  const line = watch(server, FIRST);
  await line.at(await server.store.head());
  await until(() => server.hub.channels === 1);
  few = 'withheld';
  const other = watch(server, FIRST);
  await other.at(await server.store.head());
  expect(server.hub.channels).toBe(2);
});
