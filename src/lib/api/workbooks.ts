import { z } from 'zod';
import { REPORTER_KINDS } from '../domain/group.ts';
import { parsePeriod } from '../domain/period.ts';
import { declare, type Door, type Frozen } from './declare.ts';
import { bothWords, count, moment, nothing, position } from './shapes.ts';

const FILES = { may: 'file' } as const satisfies Door;
/** Bytes of a body that names columns or chooses. */
const BODY_BYTES = 1024 * 1024;
/** Findings of one answer. */
const MOST_FINDINGS = 500;

/** In which encodings old Vietnamese programs write; the verb's types hold them to `reading/letters.ts`. */
const oldLetters = z.enum(['windows-1258', 'tcvn3', 'vni']);

/** How far an upload is; see the server's `upload.ts`. */
const stage = z.enum([
  'receiving',
  'reading',
  'letters',
  'mapping',
  'checking',
  'ready',
  'storing',
  'stored',
  'refused',
  'cancelled'
]);

const uploadCounts = z.strictObject({
  rows: count,
  good: count,
  bad: count,
  warned: count,
  reports: count,
  conflicts: count.meta({
    description: 'Báo cáo chờ chọn / reports that wait for a choice: newer versions stand against them'
  }),
  faults: count,
  warnings: count,
  months: z
    .array(z.strictObject({ period: z.string(), rows: count }))
    .meta({ description: 'Các tháng trong tệp / months that rows of the file are of' })
});

/** An upload as whoever sent it sees it. */
const upload = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    size: count,
    purpose: z.enum(['reports', 'sector']),
    unit: z.string().meta({
      description: 'Đơn vị của mẫu hoặc đã chọn / of its template, or the one that was chosen; or empty'
    }),
    unitName: z.string(),
    period: z.string().meta({ description: 'Kỳ, YYYY-MM, hoặc trống / a period, or empty' }),
    createdAt: moment,
    stage,
    progress: z.number().meta({ description: '0–1' }),
    refusal: bothWords
      .nullable()
      .meta({ description: 'Vì sao không nhận cả tệp / why the whole file is not taken' }),
    refusalCode: z.string(),
    rowsRead: count,
    letters: z
      .strictObject({
        chosen: z.string(),
        guess: z.string(),
        offered: z.array(z.strictObject({ letters: oldLetters, sample: z.string() }))
      })
      .nullable()
      .meta({
        description:
          'Văn bản bảng mã cũ / of a text in an old encoding: how some of its lines read in each, which it reads most like, which was chosen'
      }),
    counts: uploadCounts.nullable(),
    stored: z.strictObject({ reports: count, rows: count, position }).nullable(),
    halted: bothWords.nullable(),
    measures: z.strictObject({
      readerKilobytes: z.number(),
      readMs: z.number(),
      checkMs: z.number(),
      storeMs: z.number()
    })
  })
  .meta({ id: 'Upload' });

/** A figure or a text on one side of a conflict; null where that side took it back. */
const conflictValue = z.union([z.strictObject({ num: count, den: count.nullable() }), z.string()]).nullable();

/** A report of an upload that a newer version stands against. */
const conflict = z.strictObject({
  group: z.string(),
  name: z.string(),
  period: z.string(),
  sheet: z.string(),
  row: count.meta({ description: '0: phát hiện khi lưu / storing found the newer version' }),
  newest: z.strictObject({ id: z.string(), at: moment, by: z.string(), onBehalf: z.boolean() }),
  cells: z.array(
    z.strictObject({
      what: z.string(),
      yours: conflictValue,
      theirs: conflictValue,
      name: bothWords.nullable().meta({ description: 'null: chữ / null for texts' })
    })
  )
});

const finding = z.strictObject({
  kind: z.enum(['fault', 'warning']),
  code: z.string(),
  sheet: z.string(),
  row: count.meta({ description: 'Từ 1; 0: cả trang tính / from 1; 0 for the whole sheet' }),
  cell: z.string().meta({ description: 'Ô, hoặc trống / a cell; empty for a whole row', example: 'B7' }),
  value: z.string(),
  about: z.string().meta({ description: 'Tổ hoặc đơn vị / the group or unit of the row; or empty' }),
  message: bothWords
});

/** The first rows of a sheet. */
const sample = z.strictObject({
  name: z.string(),
  headerRow: count,
  rows: z.array(
    z.strictObject({
      row: count,
      cells: z.array(z.strictObject({ column: count, letter: z.string(), text: z.string() }))
    })
  )
});

/** A column of a sector's file: its whole heading, with its place among equals (`reading/headings.ts`). */
const column = z.string().min(1).max(40_000);

/** Which columns of a sector's file are what. */
export const mapping = z.strictObject({
  sheet: z.string().max(100).meta({ description: 'Trang tính / name of the sheet; empty for the first' }),
  headerRow: z
    .int()
    .min(1)
    .max(100)
    .meta({ description: 'Dòng tiêu đề, từ 1 / the row with the headings, from 1' }),
  kind: z.enum(REPORTER_KINDS).meta({
    description: 'Ai nộp / who files it: the reporter of this kind in each unit'
  }),
  unitCode: column.nullable(),
  unitName: column.nullable(),
  parentName: column.nullable(),
  period: column.nullable().meta({ description: 'null: cả tệp một kỳ / the whole file is of one' }),
  numberStyle: z.enum(['auto', 'vi', 'en']),
  values: z
    .array(
      z.strictObject({
        indicator: z.string().min(1).max(20),
        numerator: column,
        denominator: column.nullable()
      })
    )
    .min(1)
    .max(50)
});

/** A mapping that was saved to be used again. */
const savedMapping = z.strictObject({
  id: z.string(),
  name: z.string(),
  unit: z.string().meta({ description: 'Đơn vị lưu / the unit under which it was made' }),
  mapping
});

const askedFrom = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .optional()
  .meta({ description: 'Từ dòng / from which one' });

/** Of what the tests of rights send. */
const FOREIGN_MAPPING = {
  sheet: '',
  headerRow: 1,
  kind: 'village-group',
  unitCode: 'A',
  unitName: null,
  parentName: null,
  period: null,
  numberStyle: 'auto',
  values: [{ indicator: 'KTS01', numerator: 'B', denominator: null }]
} as const;

/** How far an upload is. */
export const readUpload = declare({
  method: 'GET',
  path: '/api/v1/workbooks/{id}',
  may: FILES,
  summary: { vi: 'Một tệp đang ở đâu', en: 'state of an upload' },
  answer: upload,
  refuses: ['unknown']
});

/** Ends what is at work on an upload and throws it away. */
export const dropUpload = declare({
  method: 'DELETE',
  path: '/api/v1/workbooks/{id}',
  may: FILES,
  summary: { vi: 'Bỏ tệp', en: 'drop an upload' },
  answer: nothing,
  status: 204,
  refuses: ['unknown'],
  foreign: () => ({})
});

/** A page of what was found in an upload, faults or warnings or both. */
export const readFindings = declare({
  method: 'GET',
  path: '/api/v1/workbooks/{id}/findings',
  may: FILES,
  summary: { vi: 'Lỗi và cảnh báo', en: 'findings' },
  query: z.strictObject({
    kind: z.enum(['fault', 'warning', 'all']).optional(),
    from: askedFrom,
    limit: z
      .string()
      .regex(/^[1-9]\d{0,2}$/)
      .transform(Number)
      .pipe(z.int().max(MOST_FINDINGS))
      .optional()
      .meta({ description: `Tối đa bao nhiêu dòng, đến ${MOST_FINDINGS} / at most so many rows` })
  }),
  answer: z.strictObject({ total: count, findings: z.array(finding) }),
  refuses: ['unknown']
});

/** Reports of an upload that newer versions stand against (RULES 9a), both values of each cell. */
export const readConflicts = declare({
  method: 'GET',
  path: '/api/v1/workbooks/{id}/conflicts',
  may: FILES,
  summary: { vi: 'Báo cáo đã có bản mới hơn', en: 'reports with a newer version' },
  query: z.strictObject({ from: askedFrom }),
  answer: z.strictObject({ total: count, conflicts: z.array(conflict) }),
  refuses: ['unknown']
});

/** Chooses, report by report or for all, which cells stay as the newer version has them; the rest waits to be stored. */
export const chooseFigures = declare({
  method: 'POST',
  path: '/api/v1/workbooks/{id}/conflicts',
  may: FILES,
  summary: { vi: 'Chọn số liệu giữ lại', en: 'choose which figures stay' },
  body: z.strictObject({
    choices: z
      .array(
        z.strictObject({
          group: z.string().max(64),
          period: z.string().regex(/^\d{4}-\d{2}$/),
          theirs: z.array(z.string().max(64)).max(200)
        })
      )
      .max(1_000),
    all: z
      .enum(['mine', 'theirs'])
      .nullable()
      .meta({ description: 'Mọi báo cáo khác / every report that is not named; null: they wait' })
  }),
  bytes: BODY_BYTES,
  answer: upload,
  refuses: ['conflict', 'unknown'],
  foreign: () => ({ choices: [], all: 'theirs' })
});

/** The first rows of an upload's sheets, to name its columns by. */
export const readSamples = declare({
  method: 'GET',
  path: '/api/v1/workbooks/{id}/samples',
  may: FILES,
  summary: { vi: 'Các dòng đầu', en: 'first rows' },
  answer: z.strictObject({ sheets: z.array(sample) }),
  refuses: ['unknown']
});

/** Says in which old encoding a text is that is in none of today's; it is read again. */
export const chooseLetters = declare({
  method: 'POST',
  path: '/api/v1/workbooks/{id}/letters',
  may: FILES,
  summary: { vi: 'Chọn bảng mã', en: 'choose the encoding' },
  body: z.strictObject({ letters: oldLetters }),
  answer: upload,
  status: 202,
  refuses: ['conflict', 'unknown'],
  foreign: () => ({ letters: 'windows-1258' })
});

/** Names the columns of a sector's file; it is checked by them. */
export const nameColumns = declare({
  method: 'POST',
  path: '/api/v1/workbooks/{id}/mapping',
  may: FILES,
  summary: { vi: 'Chọn cột', en: 'name the columns' },
  body: z.strictObject({
    mapping,
    period: z
      .string()
      .refine((text) => text === '' || parsePeriod(text) !== null)
      .meta({ description: 'Kỳ, YYYY-MM, hoặc trống / a period, or empty' })
  }),
  bytes: BODY_BYTES,
  answer: upload,
  status: 202,
  refuses: ['conflict', 'unknown'],
  foreign: () => ({ mapping: FOREIGN_MAPPING, period: '' })
});

/** Stores what is right of an upload, or all of it where all is right; once, however often it is asked for. */
export const storeUpload = declare({
  method: 'POST',
  path: '/api/v1/workbooks/{id}/commit',
  may: FILES,
  summary: { vi: 'Nộp các dòng đúng', en: 'file the good rows' },
  body: z.strictObject({ rows: z.enum(['good', 'all']) }),
  answer: upload,
  status: 202,
  refuses: ['conflict', 'unknown', 'wrong', 'unavailable'],
  foreign: () => ({ rows: 'good' })
});

/** Saved mappings of units in which whoever asks may file. */
export const listMappings = declare({
  method: 'GET',
  path: '/api/v1/mappings',
  may: FILES,
  summary: { vi: 'Cách đọc cột đã lưu', en: 'saved mappings' },
  answer: z.strictObject({ mappings: z.array(savedMapping) })
});

/** Saves a mapping under a name; one of the same name and unit is replaced. */
export const saveMapping = declare({
  method: 'POST',
  path: '/api/v1/mappings',
  may: FILES,
  summary: { vi: 'Lưu cách đọc cột', en: 'save a mapping' },
  body: z.strictObject({
    name: z.string().trim().min(1).max(100),
    unit: z.string().min(1).max(60),
    mapping
  }),
  bytes: BODY_BYTES,
  answer: savedMapping,
  status: 201,
  refuses: ['mayNotChange', 'unknown'],
  foreign: ({ unit }) => ({ name: 'x', unit, mapping: FOREIGN_MAPPING })
});

/** Throws a saved mapping away. */
export const dropMapping = declare({
  method: 'DELETE',
  path: '/api/v1/mappings/{mapping}',
  may: FILES,
  summary: { vi: 'Xóa cách đọc cột', en: 'delete a mapping' },
  answer: nothing,
  status: 204,
  refuses: ['unknown'],
  foreign: () => ({})
});

export type UploadView = Frozen<z.output<typeof upload>>;
export type ConflictView = Frozen<z.output<typeof conflict>>;
export type FindingView = Frozen<z.output<typeof finding>>;
export type SampleView = Frozen<z.output<typeof sample>>;
export type MappingView = Frozen<z.output<typeof mapping>>;
export type SavedMappingView = Frozen<z.output<typeof savedMapping>>;
