import type { EntryDraft, LogEntry } from '../../src/lib/domain/entry.ts';
import type { Indicator } from '../../src/lib/domain/indicator.ts';
import type { FiledValue } from '../../src/lib/domain/report.ts';
import type { Store } from '../../src/lib/server/core/store/store.ts';

/** An indicator of the given code; a share of adults unless told otherwise. */
export function indicator(code: string, some: Partial<Indicator> = {}): Indicator {
  const words = { vi: `Chỉ số ${code}`, en: `Indicator ${code}` };
  return {
    code,
    pillar: 'CQS',
    name: words,
    short: words,
    kind: 'share',
    time: 'stock',
    direction: 'up',
    counts: 'persons',
    base: 'adults',
    source: { type: 'filed', by: ['village-group'] },
    numerator: words,
    denominator: words,
    validFrom: '2020-01-01',
    validTo: null,
    citation: 'KH Thuận Phước III.4',
    ...some
  };
}

/** A catalogue entry that names indicators. */
export function catalogue(...codes: string[]): EntryDraft {
  return {
    at: 1_000,
    actor: 'system',
    body: { kind: 'catalogue', indicators: codes.map((code) => indicator(code)) }
  };
}

/** A report of one figure, or of those given. */
export function report(
  group: string,
  period: number,
  code: string,
  { numerator = 7, values, tasks = '' }: { numerator?: number; values?: FiledValue[]; tasks?: string } = {}
): EntryDraft {
  return {
    at: 2_000,
    actor: 'key:sở',
    body: {
      kind: 'report',
      group,
      period,
      values: values ?? [{ indicator: code, numerator, denominator: 10 }],
      texts: { tasks, difficulties: '', proposals: '', practices: '' }
    }
  };
}

/** One entry of every kind that the log can hold. */
export function everyKind(): EntryDraft[] {
  const root = { code: '48', validFrom: '2025-07-01', validTo: null, type: 'thành phố', name: 'Đà Nẵng' };
  const bodies: EntryDraft['body'][] = [
    { kind: 'catalogue', indicators: [indicator('CQS01'), indicator('HD01', { kind: 'count', base: null })] },
    {
      kind: 'units',
      units: [{ ...root, level: 1, fullName: 'Thành phố Đà Nẵng', parent: null, point: [108.2, 16.06] }]
    },
    {
      kind: 'groups',
      groups: [
        {
          code: 'TDP-01',
          unit: '48@2025-07-01',
          kind: 'village-group',
          name: 'Tổ CNS Nguyễn Thị Định “Ẵ Ễ Ồ”',
          validFrom: '2025-07-01',
          validTo: null,
          bases: [{ base: 'adults', value: 230, validFrom: '2025-07-01', source: 'Điều tra 2025' }],
          notApplicable: ['KTS05']
        }
      ]
    },
    {
      kind: 'targets',
      targets: [
        {
          indicator: 'CQS01',
          recipient: { unit: '48@2025-07-01' },
          value: { num: 9, den: 10 },
          giver: 'UBND phường Thuận Phước',
          decision: { number: '12/KH-UBND', date: '2022-06-01' },
          validFrom: '2022-06-01',
          validTo: null,
          citation: 'S0 III.4',
          illustrative: false
        }
      ]
    },
    {
      kind: 'report',
      group: 'TDP-01',
      period: 24_312,
      values: [
        { indicator: 'CQS01', numerator: 240, denominator: 230, overBase: true },
        { indicator: 'HD01', numerator: 3, denominator: null }
      ],
      texts: {
        tasks: 'Hướng dẫn 12 hộ',
        difficulties: '',
        proposals: '',
        practices: 'Dòng một\nDòng hai “ệ” 🇻🇳 \u0000'
      }
    },
    { kind: 'review', reports: [5], state: 'returned', reason: 'Tử số lớn hơn mẫu số' },
    {
      kind: 'boundaries',
      level: 3,
      validFrom: '2025-07-01',
      shapes: 'a'.repeat(64),
      schematic: true,
      source: 'ranh giới minh họa'
    }
  ];
  return bodies.map((body, index) => ({
    at: 1_764_000_000_000 + index,
    actor: index === 4 ? 'key:sở' : 'system',
    body
  }));
}

/** The whole log of a store. */
export async function readAll(store: Store): Promise<LogEntry[]> {
  return store.read(0, 1_000_000);
}
