import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Cells } from '../../src/lib/domain/cells.ts';
import { World } from '../../src/lib/domain/world.ts';
import { demoStructure } from '../../src/lib/server/demo/demo.ts';
import type { Submission } from '../../src/lib/server/core/ingest/schema.ts';
import { Fold } from '../../src/lib/server/core/snapshot/fold.ts';
import { findingView } from '../../src/lib/server/features/workbooks/answers.ts';
import type { UploadState } from '../../src/lib/server/features/workbooks/upload.ts';
import { check, type CheckSource } from '../../src/lib/server/features/workbooks/checking.ts';
import type { Finding } from '../../src/lib/server/features/workbooks/findings.ts';
import type { GoodReport } from '../../src/lib/server/features/workbooks/layout.ts';
import type { MappingView as Mapping } from '../../src/lib/api/workbooks.ts';
import type { ReadHead } from '../../src/lib/server/core/workbook-files/reading/cell.ts';
import { readFile } from '../../src/lib/server/core/workbook-files/reading/read-file.ts';
import { FileRefused } from '../../src/lib/server/core/workbook-files/reading/refused.ts';
import { RowSink } from '../../src/lib/server/core/workbook-files/reading/row-sink.ts';
import { MARK } from '../../src/lib/server/features/targets/mark.ts';
import { readTargetCells } from '../../src/lib/server/features/targets/read-workbook.ts';
import { refusalWords } from '../../src/lib/server/core/workbook-files/refusal-words.ts';
import { returnedCopy } from '../../src/lib/server/features/workbooks/returned-copy.ts';
import { zipOf } from '../support/hostile/zip-writer.ts';
import { keyPrincipal } from '../support/principals.ts';

// Files as people send them, over the demo's units and groups. None of them may end as wrong figures, as figures that
// vanish, or as a message that a clerk cannot act on.

const NOW = Date.UTC(2026, 11, 16);
const STORE = '3c7bd938-b1df-4972-8a89-0a822ddd4296';
const clerk = keyPrincipal('clerk', 'clerk', 'VN@1945-09-02');
const own = (name: string) => readFileSync(new URL(`../fixtures/incoming/${name}`, import.meta.url));

/** An upload before anything is known of it. */
const EMPTY: Omit<UploadState, 'id' | 'name' | 'purpose' | 'period' | 'head' | 'mapping'> = {
  ...{
    actor: '',
    size: 0,
    unit: '',
    createdAt: 0,
    touchedAt: 0,
    stage: 'checking',
    progress: 0,
    refusal: null
  },
  ...{ counts: null, stored: null, halted: null, readerKilobytes: 0, readMs: 0, checkMs: 0, storeMs: 0 }
};

let folder = '';
let source: CheckSource;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mangluoi-cases-'));
  const fold = new Fold('window');
  const world = new World('window');
  for (const entry of demoStructure(NOW)) world.apply(entry);
  const { closing, matters, practices } = fold.steps;
  const chain = { book: fold.book, links: fold.links, closing, matters, practices };
  source = {
    ...{ storeId: STORE, earlierIds: [], world, cells: new Cells(), reports: fold.book },
    // Nothing was filed: no version is asked for.
    ...{ chain, store: { entriesAt: () => Promise.resolve([]) }, now: NOW, principal: clerk }
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Sending {
  readonly mapping?: Mapping;
  readonly period?: string;
  readonly letters?: string;
}

let count = 0;

/** What becomes of a file, read in this very process: the reports that would be filed, what people are told. */
async function send(name: string, bytes: Uint8Array = own(name), sending: Sending = {}) {
  const { mapping = null, period = '2026-12', letters = '' } = sending;
  const path = (what: string) => join(folder, `${count} ${what}`);
  count++;
  const files = {
    ...{ folder, source: path('source'), rows: path('rows') },
    ...{ findings: path('findings'), reports: path('reports'), copy: path('copy') },
    ...{ conflicts: path('conflicts'), round: (number: number) => path(`chosen-${number}`) }
  };
  await writeFile(files.source, bytes);
  const nothing = {
    filed: [],
    reports: [],
    faults: [],
    warnings: [],
    told: [],
    months: {},
    head: null,
    findings: [],
    rows: files.rows
  };
  const sink = new RowSink(files.rows, () => undefined);
  let head: ReadHead;
  try {
    head = await readFile(files.source, name, sink, () => undefined, letters);
    sink.close();
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { ...nothing, refusal: refusalWords(error.code, error.what).vi };
  }
  const purpose = mapping ? ('sector' as const) : ('reports' as const);
  const state = { ...EMPTY, id: String(count), name, purpose, period, head, mapping } satisfies UploadState;
  const checked = await check(state, head, files, source, () => undefined);
  if ('refused' in checked)
    return { ...nothing, head, refusal: refusalWords(checked.refused.code, checked.refused.what).vi };
  const findings = JSON.parse(readFileSync(files.findings, 'utf8')) as Finding[];
  const lines = readFileSync(files.reports, 'utf8').split('\n').filter(Boolean);
  const reports = lines.map((line): Submission => (JSON.parse(line) as GoodReport).report);
  return {
    refusal: null,
    filed: reports.flatMap(({ group, period: month, values }) =>
      (values ?? []).map(({ indicator, numerator }) => [group, month, indicator, numerator])
    ),
    reports,
    faults: findings.filter(({ kind }) => kind === 'fault').map(({ code, row }) => [code, row]),
    warnings: findings.filter(({ kind }) => kind === 'warning').map(({ code, row }) => [code, row]),
    told: findings.map((finding) => findingView(state, finding)),
    months: checked.counts.months,
    findings,
    rows: files.rows,
    head
  };
}

const MAPPING: Mapping = {
  ...{ sheet: '', headerRow: 1, kind: 'police', unitCode: null, unitName: 'Tên xã', parentName: null },
  ...{
    period: null,
    numberStyle: 'auto',
    values: [{ indicator: 'CQS03', numerator: 'Kích hoạt', denominator: 'Giao' }]
  }
};

const sector = (name: string, over: Partial<Mapping>, period = '2026-12') =>
  send(name, own(name), { mapping: { ...MAPPING, ...over }, period });

/** A workbook of one sheet, its rows as XML. */
function book(
  rows: readonly string[],
  slash = '/',
  extra: readonly { name: string; data: string }[] = []
): Buffer {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts = [
    {
      name: '[Content_Types].xml',
      data: `<Types><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`
    },
    {
      name: '_rels/.rels',
      data: `<Relationships><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
    },
    {
      name: 'xl/workbook.xml',
      data: '<workbook><sheets><sheet name="Bảng" sheetId="1" r:id="r1"/></sheets></workbook>'
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      data: `<worksheet><sheetData>${rows.map((row, k) => `<row r="${k + 1}">${row}</row>`).join('')}</sheetData></worksheet>`
    },
    ...extra
  ];
  return zipOf(parts.map(({ name, data }) => ({ name: name.replaceAll('/', slash), data })));
}
const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const LONG_HEAD = ['Mã tổ', 'Mã chỉ số', 'Kỳ', 'Tử số'].map(text).join('');
const long = (figure: string, group = 'cns-20242.01', month = text('2026-12')) =>
  `${text(group)}${text('XHS03')}${month}${figure}`;

describe('numbers (RULES 30)', () => {
  test.each(['<f>150+150</f><v></v>', '<f>150+150</f><v/>', '<f>150+150</f><v> </v>', '<f>150+150</f>'])(
    '01: a formula without a value is a fault and no empty cell: %s',
    async (inside) => {
      for (const type of ['', ' t="str"']) {
        const bytes = book([
          LONG_HEAD,
          long(`<c${type}>${inside}</c>`),
          long('<c><v>330</v></c>', 'cns-20242.02')
        ]);
        const { faults, filed } = await send('a.xlsx', bytes);
        expect(faults).toEqual([['formulaWithoutValue', 2]]);
        expect(filed).toEqual([['cns-20242.02', '2026-12', 'XHS03', 330]]);
      }
    }
  );

  test('08: what arithmetic left behind the point is nothing', async () => {
    const bytes = book([LONG_HEAD, long('<c><v>329.99999999999994</v></c>')]);
    expect((await send('a.xlsx', bytes)).filed).toEqual([['cns-20242.01', '2026-12', 'XHS03', 330]]);
  });

  test('21: a zero-width space behind a code, and behind a number', async () => {
    const { filed, faults } = await send('21-zero-width-number.csv');
    expect(faults).toEqual([]);
    expect(filed.map(([group, , , number]) => [group, number])).toEqual([
      ['cns-20242.03', 250],
      ['cns-20242.04', 250]
    ]);
  });

  test('a number that is stored as text is read, a percentage is named', async () => {
    const rows = ['1.234', '95%', '12 34', '1.23.456'].map((number, k) =>
      long(text(number), `cns-20242.0${k + 1}`)
    );
    const { filed, faults } = await send('a.xlsx', book([LONG_HEAD, ...rows]));
    expect(filed.map(([, , , number]) => number)).toEqual([1234]);
    expect(faults).toEqual([
      ['percent', 3],
      ['notANumber', 4],
      ['notANumber', 5]
    ]);
  });
});

describe('units and groups (RULES 27)', () => {
  const CODED = { unitCode: 'Mã xã', unitName: 'Tên xã' };

  test('02: a list of 2022 is recognised as one before any row is judged, and nothing of it is filed', async () => {
    const { refusal, filed } = await sector('02-sector-codes-of-2022.csv', CODED);
    expect(refusal).toContain('3 dòng dùng mã, tên trước 1/7/2025');
    expect(filed).toEqual([]);
  });

  test('03: codes that lost their zeros are found where name and province confirm them, and told', async () => {
    const { filed, warnings, faults, refusal } = await sector('03-sector-zeros-lost.csv', {
      ...{
        ...CODED,
        parentName: 'Thành phố',
        values: [{ indicator: 'CQS03', numerator: 'Hồ sơ', denominator: 'Tổng' }]
      }
    });
    expect(faults.filter(([code]) => code !== 'noReporter')).toEqual([]);
    expect(
      filed.every(([group]) => ['00004', '00008', '00070'].some((code) => String(group).includes(code)))
    ).toBe(true);
    expect(refusal).toBeNull();
    expect(filed.length + faults.length).toBe(3);
    expect(warnings.filter(([code]) => code === 'zerosLost')).toHaveLength(filed.length);
  });

  test('05: Nam is not Năm', async () => {
    const values = [{ indicator: 'CQS03', numerator: 'Nam', denominator: 'Giao' }];
    const { filed } = await sector('05-nam-nam.csv', { values });
    expect(filed.map(([, , , number]) => number)).toEqual([104_100]);
  });

  test('18: a merged province is of every row that it reaches', async () => {
    const { filed, faults } = await sector('18-merged-province.xlsx', { headerRow: 2, parentName: 'Tỉnh' });
    expect(filed.map(([, , , number]) => number)).toEqual([104_100, 17_800, 38_000]);
    // The sum below names no unit.
    expect(faults).toEqual([['unitMissing', 6]]);
  });

  test('a group’s code without case is found; another group’s name beside it is a fault that names both', async () => {
    const head = ['Mã tổ', 'Tên tổ', 'Mã chỉ số', 'Kỳ', 'Tử số'].map(text).join('');
    const row = (code: string, name: string) =>
      `${text(code)}${text(name)}${text('XHS03')}${text('2026-12')}<c><v>7</v></c>`;
    const world = new World('window');
    for (const entry of demoStructure(NOW)) world.apply(entry);
    const name = (code: string) => world.tree.group(code)?.group.name ?? '';
    const bytes = book([
      head,
      row('CNS-20242.01', name('cns-20242.01').toUpperCase()),
      row('cns-20242.02', name('cns-20242.03'))
    ]);
    const { filed, told } = await send('a.xlsx', bytes);
    expect(filed.map(([group]) => group)).toEqual(['cns-20242.01']);
    expect(told.map(({ code, row: at, about }) => [code, at, about])).toEqual([
      ['groupNameDiffers', 3, name('cns-20242.03')]
    ]);
    expect(told[0]?.message.vi).toContain(name('cns-20242.02'));
    expect(told[0]?.message.vi).toContain(name('cns-20242.03'));
  });

  test('a fault says whose row it is', async () => {
    const { told } = await send('a.xlsx', book([LONG_HEAD, long(text('mười'))]));
    expect(told[0]).toMatchObject({ code: 'notANumber', cell: 'D2' });
    expect(told[0]?.about).not.toBe('');
  });
});

describe('months (RULES 29)', () => {
  test('23: a day of the 20th belongs to the month of the store’s window, and is shown as that before it is stored', async () => {
    const { filed, months, told } = await sector('23-date-of-the-20th.xlsx', { period: 'Ngày' }, '');
    expect(filed.map(([, period]) => period)).toEqual(['2026-12']);
    expect(months).toEqual({ '2026-12': 1 });
    expect(told).toMatchObject([{ code: 'otherMonth', value: '2026-11-20' }]);
    expect(told[0]?.message.vi).toContain('12/2026');
  });

  test('a month that is not the chosen one is told, one that cannot be told is a fault', async () => {
    const rows = ['2026-11', '2026.1', '05/10/2026', 'Tháng 12 năm 2026'].map((month, k) =>
      long('<c><v>7</v></c>', `cns-20242.0${k + 1}`, text(month))
    );
    const { faults, warnings, months } = await send('a.xlsx', book([LONG_HEAD, ...rows]));
    expect(warnings).toContainEqual(['otherMonth', 2]);
    expect(faults).toEqual([
      ['monthBareNumber', 3],
      ['monthDayOrder', 4]
    ]);
    expect(months).toEqual({ '2026-11': 1, '2026-12': 1 });
  });
});

describe('letters and packages (RULES 31)', () => {
  test('07: parts that are divided by backslashes are read', async () => {
    const { filed } = await send('a.xlsx', book([LONG_HEAD, long('<c><v>330</v></c>')], '\\'));
    expect(filed).toHaveLength(1);
  });

  test.each(['..\\..\\evil.xml', 'C:\\evil.xml'])(
    'a path out of the package stays forbidden: %s',
    async (name) => {
      const { refusal } = await send('a.xlsx', book([LONG_HEAD], '/', [{ name, data: '' }]));
      expect(refusal).toContain('tên không hợp lệ');
    }
  );

  test('11: a quote inside a field is a letter', async () => {
    const { reports, faults } = await send('11-quote-inside.csv');
    expect(faults).toEqual([]);
    expect(reports[0]?.reason).toBe('Tổ "Sao Mai" đếm lại');
  });

  test('a cell that swallows rows is named where it begins', async () => {
    const bytes = Buffer.from(
      'Mã tổ;Mã chỉ số;Kỳ;Tử số\n"cns-20242.01;XHS03;2026-12;1\ncns-20242.02;XHS03;2026-12;2\n"\n'
    );
    expect((await send('a.csv', bytes)).refusal).toContain('Dòng 2');
  });

  test('sep=; in front names the separator', async () => {
    const bytes = Buffer.from('\ufeffsep=;\r\nMã tổ;Mã chỉ số;Kỳ;Tử số\r\ncns-20242.01;XHS03;2026-12;1\r\n');
    expect((await send('a.csv', bytes)).filed).toHaveLength(1);
  });

  test('12: TCVN3 is offered as it reads in each encoding, and read as somebody says', async () => {
    const { head } = await send('12-tcvn3-headings.csv');
    expect(head?.encoding).toBe('tcvn3');
    const sample = head?.offered?.find(({ letters }) => letters === 'tcvn3')?.sample;
    expect(sample).toContain('Mã tổ;Mã chỉ số;Kỳ');
    const { reports, faults } = await send('12-tcvn3-headings.csv', undefined, { letters: 'tcvn3' });
    expect(faults).toEqual([]);
    expect(reports[0]).toMatchObject({ group: 'cns-20242.01', reason: 'đếm lại cả tổ' });
    expect((await send('12-tcvn3-headings.csv', undefined, { letters: 'vni' })).refusal).not.toBeNull();
  });

  test('the same letters in a workbook are offered and read alike; a workbook in Unicode is asked nothing', async () => {
    const lines = own('12-tcvn3-headings.csv').toString('latin1').trim().split(/\r?\n/);
    const bytes = book(lines.map((line) => line.split(';').map(text).join('')));
    const { head } = await send('a.xlsx', bytes);
    expect(head?.encoding).toBe('tcvn3');
    expect(head?.offered?.find(({ letters }) => letters === 'tcvn3')?.sample).toContain('Mã tổ');
    const { reports, faults } = await send('a.xlsx', bytes, { letters: 'tcvn3' });
    expect(faults).toEqual([]);
    expect(reports[0]).toMatchObject({ group: 'cns-20242.01', reason: 'đếm lại cả tổ' });
    const plain = ['Mã tổ', 'Mã chỉ số', 'Kỳ', 'Tử số', 'Lý do'].map(text).join('');
    const today = book([plain, `${long('<c><v>7</v></c>')}${text('à há, xã có số đó, ô, ý, cà phê')}`]);
    expect((await send('a.xlsx', today)).head?.offered).toBeUndefined();
  });

  test('14: one foreign byte turns nothing but its own cell, which is named', async () => {
    const { reports, told } = await send('14-one-bad-byte.csv');
    expect(reports.map(({ group, reason }) => [group, reason])).toEqual([
      ['cns-20242.02', 'đếm lại cả tổ dân phố']
    ]);
    expect(told).toMatchObject([{ code: 'badLetters', row: 3, cell: 'F3' }]);
  });

  test('line ends that Excel writes as _x000D_ are line ends', async () => {
    const head = ['Mã tổ', 'Mã chỉ số', 'Kỳ', 'Tử số', 'Lý do'].map(text).join('');
    const bytes = book([head, `${long('<c><v>7</v></c>')}${text('một_x000D_\nhai')}`]);
    expect((await send('a.xlsx', bytes)).reports[0]?.reason).toBe('một\r\nhai');
  });

  test.each([
    ['a.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a.ods', zipOf([{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' }])],
    ['a.xls', Buffer.from('<html><table><tr><td>1</td></tr></table></html>')]
  ])('%s is refused with the way out', async (name, bytes) => {
    expect((await send(name, bytes)).refusal).toContain('.xlsx');
  });

  test('two columns of one name are a fault of the file', async () => {
    const head = ['Mã tổ', 'Mã chỉ số', 'Kỳ', 'Tử số', 'Tử số'].map(text).join('');
    const { refusal } = await send('a.xlsx', book([head, `${long('<c><v>7</v></c>')}<c><v>8</v></c>`]));
    expect(refusal).toContain('hai cột');
  });
});

describe('a filled-in table of targets', () => {
  test('a number with three decimals is no group of thousands; a row with a code that nobody knows is told', async () => {
    const rows = [
      [MARK, 'Tên', 'XHS01 · Chỉ tiêu (%)', 'HD01 · Chỉ tiêu (số lượng giao)'].map(text).join(''),
      `${text('group:cns-20242.01')}${text('Tổ 1')}<c><v>0.9</v></c><c><v>1.234</v></c>`,
      `${text('dòng lạ')}${text('Tổ 2')}<c><v>95</v></c>`,
      `${text('group:cns-20242.02')}${text('Tổ 3')}<c><f>1+1</f><v></v></c>`
    ];
    const { rows: path } = await send('a.xlsx', book(rows));
    expect(await readTargetCells(path)).toEqual({
      cells: [
        { row: 'group:cns-20242.01', indicator: 'XHS01', text: '0,9' },
        { row: 'group:cns-20242.01', indicator: 'HD01', text: '1,2340' },
        { row: 'dòng lạ', indicator: 'XHS01', text: '95' }
      ],
      skipped: 1
    });
  });
});

test('the list of faults of a returned copy says whose row each is of', async () => {
  const { head, findings, rows } = await send('a.xlsx', book([LONG_HEAD, long(text('mười'))]));
  if (!head) throw new Error('not read');
  const copy = await returnedCopy(rows, head, findings);
  const list = [...(copy.sheets.at(-1)?.rows ?? [])].map((row) => row.map((cell) => cell?.v ?? ''));
  const column = list[0]?.indexOf('Tổ, đơn vị') ?? -1;
  expect(list[1]?.[column]).toBe(source.world.tree.group('cns-20242.01')?.group.name);
});
