import { describe, expect, it } from 'vitest';
import { draft, makeGroup, makeIndicator, makeUnit, SINCE } from '../../../tests/support/small-country.ts';
import { alertRows, owedRows, owedRowsByGroup, placesIn, SOON_MS, type FiredAlert } from './attention.ts';
import { attentionKey, nodeOfKey, parseAttentionKey } from './attention-key.ts';
import type { Chain } from './chain.ts';
import { FilingSheet } from './filing-sheet.ts';
import { ChainBook } from './chain-book.ts';
import { ClosingBook } from './closing-book.ts';
import { Cells } from './cells.ts';
import { ReportBook } from './report-book.ts';
import { World } from './world.ts';

const NOVEMBER = 2026 * 12 + 10;
const COMMUNE = `20194@${SINCE}` as const;
const words = (text: string) => ({ vi: text, en: text });
const CHAIN: Chain = {
  id: 'c',
  name: words('c'),
  province: null,
  validFrom: SINCE,
  validTo: null,
  reading: 'strict',
  shiftToWorkingDay: false,
  illustrative: false,
  citation: 'test',
  steps: [
    { from: 'village-group', to: 'commune', fromName: words('tổ'), toName: words('xã'), beforeDay: 18 },
    { from: 'commune', to: 'department', fromName: words('xã'), toName: words('sở'), beforeDay: 20 }
  ]
};
const DUE = Date.parse('2026-11-18T00:00:00+07:00');
const HOUR = 3_600_000;

/** A commune of two villages with a group each; the groups named have filed for November. */
function sheetAt(now: number, ...filed: string[]) {
  const world = new World('window');
  const units = [
    makeUnit('VN', 0, null),
    makeUnit('48', 1, `VN@${SINCE}`),
    makeUnit('20194', 3, `48@${SINCE}`),
    makeUnit('v1', 4, COMMUNE)
  ];
  const groups = [makeGroup('g1', `v1@${SINCE}`), makeGroup('g2', COMMUNE)];
  const indicators = [makeIndicator({ code: 'XHS01' })];
  for (const body of [
    { kind: 'catalogue', indicators } as const,
    { kind: 'units', units } as const,
    { kind: 'groups', groups } as const
  ])
    world.apply(draft(body));
  const book = new ReportBook();
  filed.forEach((code, i) => {
    const head = { position: i + 1, at: DUE - HOUR };
    const values = { indicators: [0], nums: [1], dens: [2] };
    book.add(head, world.tree.group(code)!.ordinal, NOVEMBER, values, new Cells());
  });
  const chains = new ChainBook();
  chains.put([CHAIN]);
  const sheet = FilingSheet.of({ world, book, chains, closing: new ClosingBook() }, NOVEMBER, now);
  return { sheet, tree: world.tree, places: placesIn(world.tree) };
}

describe('what is owed', () => {
  it('is a row for the groups of a commune and one for its own consolidation, before their day and after it', () => {
    const early = sheetAt(DUE - SOON_MS - HOUR);
    expect(owedRows(early.sheet, early.tree, early.places)).toEqual([]);
    const soon = sheetAt(DUE - HOUR, 'g1');
    const [groups, own, ...rest] = owedRows(soon.sheet, soon.tree, soon.places).sort((a, b) => a.at - b.at);
    expect(rest).toEqual([]);
    expect(groups).toMatchObject({
      kind: 'dueSoon',
      key: `owed:unit:${COMMUNE}:2026-11.village-group`,
      owes: 'group',
      count: 1,
      at: DUE
    });
    expect(own).toMatchObject({ kind: 'dueSoon', key: `owed:unit:${COMMUNE}:2026-11.own`, owes: 'commune' });
    const late = sheetAt(DUE + HOUR);
    const [missing] = owedRows(late.sheet, late.tree, late.places).sort((a, b) => a.at - b.at);
    // The same key as before its day: whoever took it still has it.
    expect(missing).toMatchObject({ kind: 'overdue', key: groups?.key, count: 2 });
  });

  it('names each group in a commune of its own, and disappears when the report has come', () => {
    const { sheet, tree, places } = sheetAt(DUE + HOUR, 'g1');
    const rows = owedRowsByGroup(sheet, tree, places, tree.unit(COMMUNE)!);
    expect(rows.map(({ key }) => key)).toContain('owed:group:g2:2026-11');
    expect(rows.map(({ key }) => key)).not.toContain('owed:group:g1:2026-11');
    expect(rows.find(({ owes }) => owes === 'group')?.wider).toBe(
      `owed:unit:${COMMUNE}:2026-11.village-group`
    );
    const done = sheetAt(DUE + HOUR, 'g1', 'g2');
    const left = owedRows(done.sheet, done.tree, done.places);
    expect(left.map(({ owes }) => owes)).toEqual(['commune']);
  });
});

describe('keys and alerts', () => {
  it('a key says what it is about, and nothing else is read as one', () => {
    const subject = { topic: 'anomaly', at: 'group', of: 'cns-20242.01', tail: 'r12' } as const;
    expect(parseAttentionKey(attentionKey(subject))).toEqual(subject);
    const { tree } = sheetAt(DUE);
    expect(nodeOfKey('owed:group:g1:2026-11', tree)).toBe(tree.group('g1')?.ordinal);
    for (const text of [
      '',
      'owed:g1:2026-11',
      'x:group:g1:1',
      'owed:group:g1:',
      `owed:unit:${'x'.repeat(300)}:1`
    ])
      expect(parseAttentionKey(text)).toBeNull();
    expect(nodeOfKey('owed:group:nobody:2026-11', tree)).toBeNull();
  });

  it('an alert is a row at its unit; one of a unit that nobody knows is none', () => {
    const { tree } = sheetAt(DUE);
    const alert: FiredAlert = {
      ...{ id: 'a1.5', alert: 'a1', name: 'Độ phủ thấp', unit: COMMUNE, indicator: 'KTS01' },
      pillar: 'KTS',
      ...{ period: NOVEMBER, at: 5, says: words('41% < 60%') }
    };
    expect(alertRows([alert, { ...alert, unit: `x@${SINCE}` }], tree)).toMatchObject([
      { kind: 'alert', key: `alert:unit:${COMMUNE}:a1.5`, pillars: ['KTS'] }
    ]);
  });
});
