import { z } from 'zod';
import type { EntryKind } from '../domain/entry.ts';
import { declare, type Answer, type Frozen } from './declare.ts';
import { bothWords, moment, position } from './shapes.ts';

/** Every kind of entry, in the order in which a filter offers them. */
export const HISTORY_KINDS = [
  'report',
  'review',
  'consolidation',
  'lock',
  'matters',
  'practices',
  'cases',
  'meetings',
  'note',
  'units',
  'successions',
  'groups',
  'catalogue',
  'targets',
  'boundaries',
  'chains',
  'holidays',
  'change'
] as const satisfies readonly EntryKind[];

const PAGE = '50';
const MOST = 200;

/** Kinds of entries in an address, by comma. */
const askedKinds = z.string().transform((text, context): EntryKind[] => {
  const names = text.split(',').filter(Boolean);
  const kinds = names.flatMap((name) => HISTORY_KINDS.find((one) => one === name) ?? []);
  if (kinds.length === names.length) return kinds;
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});

/** Something of which the audit keeps a history. */
const historyObject = z.strictObject({
  object: z.string().meta({ description: 'group:… | unit:… | report:r… | …' }),
  name: bothWords
});
const historyField = z.strictObject({
  label: bothWords,
  before: z.string().nullable().meta({ description: 'null: trước đó chưa có / nothing was there before' }),
  after: z.string()
});

/** One entry of the audit in words. */
const historyLine = z.strictObject({
  position,
  at: moment,
  who: z.string().meta({ description: 'Trống: chương trình / empty for the program itself' }),
  kind: z.enum(HISTORY_KINDS),
  what: bothWords,
  fields: z.array(historyField),
  text: z
    .string()
    .nullable()
    .meta({ description: 'Lý do, ghi chú, trả lời / a reason, a note or an answer that the reader may see' }),
  hidden: z
    .boolean()
    .meta({ description: 'Có mà không được xem / there is one that the reader may not see' }),
  objects: z.array(historyObject).meta({ description: 'Về đối tượng nào / what it is about, the first few' }),
  link: z.string().meta({ description: 'Mắt xích của sổ / its link in the chain of hashes' })
});

/** The history of an object, or the newest changes in the caller's subtree. */
export const readAudit = declare({
  method: 'GET',
  path: '/api/v1/audit',
  may: { may: 'readAudit' },
  summary: { vi: 'Nhật ký của một đối tượng', en: 'history of an object' },
  query: z.strictObject({
    object: z
      .string()
      .transform((text) => text.trim().normalize('NFC') || null)
      .default(null)
      .meta({ description: 'Đối tượng / object: group:…, unit:…', example: 'group:cns-20242.01' }),
    kind: askedKinds.default([]).meta({ description: 'Loại, cách nhau bằng dấu phẩy / kinds, by comma' }),
    before: z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number)
      .optional()
      .meta({ description: 'Trước vị trí / before a position' }),
    limit: z
      .string()
      .regex(/^\d{1,3}$/)
      .default(PAGE)
      .transform(Number)
      .pipe(z.int().min(1).max(MOST))
      .meta({ description: 'Tối đa bao nhiêu dòng / at most so many rows', example: PAGE })
  }),
  answer: z.strictObject({
    about: historyObject
      .nullable()
      .meta({ description: 'null: mọi thứ trong phạm vi / everything in the caller’s subtree' }),
    lines: z.array(historyLine).meta({ description: 'Mới nhất trước / newest first' }),
    before: position.nullable().meta({ description: '`before` của trang sau / of the next page' })
  }),
  refuses: ['mayNotSee']
});

export type HistoryObject = Frozen<z.output<typeof historyObject>>;
export type HistoryField = Frozen<z.output<typeof historyField>>;
export type HistoryLine = Frozen<z.output<typeof historyLine>>;
export type HistoryPage = Answer<typeof readAudit>;
