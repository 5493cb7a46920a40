import type { Words } from '../../domain/indicator.ts';
import { MAX_FILED } from '../../domain/report.ts';
import { fault, LIMITS, type FaultCode } from '../ingest/faults.ts';
import { BOUNDS } from './limits.ts';
import { cellName, columnName } from './reading/cell.ts';
import type { RefusalCode } from './reading/refused.ts';

type Message = (what: string) => Words;
const mega = (bytes: number) => Math.round(bytes / 1024 / 1024);
const count = (value: number) => [value.toLocaleString('vi-VN'), value.toLocaleString('en-GB')] as const;
const most = (vi: string, en: string, limit: number): Message => {
  const [inVi, inEn] = count(limit);
  return () => ({ vi: `${vi}: tối đa ${inVi}.`, en: `${en}: at most ${inEn}.` });
};

/** Why a file as a whole is not taken. */
const REFUSALS = {
  empty: () => ({ vi: 'Tệp không có dòng nào.', en: 'The file holds no rows.' }),
  encrypted: () => ({
    vi: 'Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.',
    en: 'The file is locked by a password. Take the password away and send it again.'
  }),
  oldExcel: () => ({
    vi: 'Đây là tệp Excel cũ (.xls). Hãy lưu lại thành “Excel Workbook (.xlsx)”.',
    en: 'This is an old Excel file (.xls). Save it as “Excel Workbook (.xlsx)”.'
  }),
  otherFormat: (what) => ({
    vi: `Không nhận loại tệp này${what ? ` (${what})` : ''}: cần .xlsx hoặc .csv.`,
    en: `This kind of file${what ? ` (${what})` : ''} is not taken: .xlsx or .csv is needed.`
  }),
  macros: () => ({
    vi: 'Tệp có chứa macro. Hãy lưu lại thành .xlsx không có macro.',
    en: 'The file holds macros. Save it as .xlsx without them.'
  }),
  dde: (what) => ({
    vi: `Tệp có công thức gọi chương trình khác${what ? ` (${what.slice(0, 40)})` : ''}: không nhận.`,
    en: `The file holds a formula that calls another program${what ? ` (${what.slice(0, 40)})` : ''}: not taken.`
  }),
  notAWorkbook: () => ({
    vi: 'Tệp không phải bảng tính Excel hay CSV.',
    en: 'The file is neither an Excel workbook nor CSV.'
  }),
  lyingName: (what) => ({
    vi: `Nội dung tệp không đúng như tên “${what}” (.xlsx và .csv).`,
    en: `The file is not what its name “${what}” says (.xlsx and .csv).`
  }),
  binary: () => ({ vi: 'Tệp không phải văn bản CSV.', en: 'The file is no CSV text.' }),
  zipBroken: () => ({ vi: 'Tệp Excel bị hỏng.', en: 'The Excel file is damaged.' }),
  zipBomb: () => ({
    vi: `Tệp bung ra quá lớn so với kích thước thật (tối đa ${mega(BOUNDS.unpackedBytes)} MB).`,
    en: `The file grows too large when unpacked (at most ${mega(BOUNDS.unpackedBytes)} MB).`
  }),
  zipEntries: most('Tệp có quá nhiều phần bên trong', 'The file has too many parts', BOUNDS.entries),
  zipDuplicate: () => ({
    vi: 'Tệp có hai phần bên trong trùng tên.',
    en: 'Two parts of the file have the same name.'
  }),
  zipPath: () => ({
    vi: 'Tệp có phần bên trong mang tên không hợp lệ.',
    en: 'A part of the file has a forbidden name.'
  }),
  nestedArchive: (what) => ({
    vi: `Tệp có nhúng tệp khác (${what}).`,
    en: `Another file is embedded in it (${what}).`
  }),
  xmlDoctype: () => ({
    vi: 'Tệp có khai báo XML bị cấm (DOCTYPE, thực thể).',
    en: 'The file holds forbidden XML (DOCTYPE, entities).'
  }),
  xmlBroken: () => ({ vi: 'Nội dung bảng tính bị hỏng.', en: 'The inside of the workbook is damaged.' }),
  xmlEncoding: () => ({
    vi: 'Nội dung bảng tính dùng bảng mã không được hỗ trợ.',
    en: 'The workbook is written in an encoding that is not supported.'
  }),
  tooManySheets: most('Quá nhiều trang tính', 'Too many sheets', BOUNDS.sheets),
  tooManyRows: most('Quá nhiều dòng', 'Too many rows', BOUNDS.rows),
  tooManyColumns: most('Quá nhiều cột', 'Too many columns', BOUNDS.columns),
  tooManyCells: most('Quá nhiều ô có nội dung', 'Too many cells', BOUNDS.cells),
  tooManyStrings: most('Quá nhiều chuỗi ký tự', 'Too many texts', BOUNDS.strings),
  tooManyMerges: most('Quá nhiều ô gộp', 'Too many merged cells', BOUNDS.merges),
  cellTooLong: most('Một ô có quá nhiều ký tự', 'A cell holds too many characters', BOUNDS.cellText),
  csvBroken: (what) => ({
    vi: `CSV sai cách viết: ${what || 'dấu ngoặc kép không khép'}.`,
    en: `The CSV is not well written: ${what || 'a quote is not closed'}.`
  }),
  tookTooLong: () => ({ vi: 'Đọc tệp quá lâu nên đã dừng.', en: 'Reading took too long and was stopped.' }),
  tookTooMuch: () => ({
    vi: 'Đọc tệp cần quá nhiều bộ nhớ nên đã dừng.',
    en: 'Reading needed too much memory and was stopped.'
  }),
  readerDied: () => ({
    vi: 'Tệp làm hỏng bộ đọc nên không nhận được.',
    en: 'The file broke its reader and is not taken.'
  }),
  tooLarge: () => ({
    vi: `Tệp quá lớn: tối đa ${mega(BOUNDS.fileBytes)} MB.`,
    en: `The file is too large: at most ${mega(BOUNDS.fileBytes)} MB.`
  }),
  noTable: () => ({
    vi: 'Không thấy bảng nào có dòng mã của mẫu, hoặc các cột “Mã tổ”, “Mã chỉ số”, “Tử số”.',
    en: 'No table has the template’s row of codes, nor columns “Mã tổ”, “Mã chỉ số”, “Tử số”.'
  }),
  otherStore: () => ({
    vi: 'Mẫu này tải từ một hệ thống khác.',
    en: 'This template comes from another system.'
  }),
  otherVersion: (what) => ({
    vi: `Mẫu này là phiên bản ${what}, không còn dùng. Hãy tải mẫu mới.`,
    en: `This template is of version ${what}, which is no longer used. Download a new one.`
  }),
  otherUnit: (what) => ({
    vi: `Mẫu này là của đơn vị ${what}, không phải đơn vị đang chọn.`,
    en: `This template is of the unit ${what}, not of the one that is chosen.`
  }),
  otherPeriod: (what) => ({
    vi: `Mẫu này là của kỳ ${what}, không phải kỳ đang chọn.`,
    en: `This template is of the period ${what}, not of the one that is chosen.`
  }),
  noPeriod: () => ({
    vi: 'Tệp không nói báo cáo của kỳ nào: hãy chọn kỳ trước khi gửi.',
    en: 'The file does not say of which period it is: choose one before sending it.'
  }),
  noSheet: (what) => ({
    vi: `Không có trang tính “${what}” như trong mẫu ghép cột.`,
    en: `There is no sheet “${what}” as the mapping wants it.`
  }),
  noColumn: (what) => ({
    vi: `Không thấy cột “${what}” như trong mẫu ghép cột.`,
    en: `There is no column “${what}” as the mapping wants it.`
  })
} as const satisfies Record<string, Message>;

/** What is wrong with a cell or a row, besides what `ingest/faults.ts` knows. */
const FAULTS = {
  percent: () => ({
    vi: 'Ô ghi tỷ lệ phần trăm; cần ghi số lượng.',
    en: 'This is a percentage; a number is needed.'
  }),
  unitInNumber: (what) => ({
    vi: `Chỉ ghi số, không ghi đơn vị tính (“${what}”).`,
    en: `Write the number alone, without its unit (“${what}”).`
  }),
  dateInNumber: (what) => ({
    vi: `Ô này là ngày tháng (${what}), không phải số lượng. Hãy gõ lại số.`,
    en: `This cell is a date (${what}), not a number. Type the number again.`
  }),
  errorCell: (what) => ({ vi: `Ô có lỗi công thức ${what}.`, en: `The cell holds the error ${what}.` }),
  formulaWithoutValue: () => ({
    vi: 'Công thức chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại, hoặc gõ số.',
    en: 'The formula has no result. Open the file in Excel and save it, or type the number.'
  }),
  mergedCells: (what) => ({
    vi: `Ô gộp ${what}: không biết số thuộc dòng nào. Hãy bỏ gộp ô.`,
    en: `Merged cells ${what}: it is unknown to which row the number belongs. Unmerge them.`
  }),
  groupMissing: () => ({
    vi: 'Dòng có số liệu nhưng không có mã tổ.',
    en: 'The row has figures and no group code.'
  }),
  duplicateGroup: (what) => ({
    vi: `Tổ này đã có ở dòng ${what}.`,
    en: `This group stands in row ${what} already.`
  }),
  duplicateFigure: (what) => ({
    vi: `Chỉ số này của tổ đã có ở dòng ${what}.`,
    en: `This indicator of the group stands in row ${what} already.`
  }),
  numeratorMissing: () => ({
    vi: 'Có mẫu số nhưng không có tử số.',
    en: 'There is a denominator and no numerator.'
  }),
  unitMissing: () => ({ vi: 'Dòng không có mã hay tên đơn vị.', en: 'The row names no unit.' }),
  unitUnknown: (what) => ({
    vi: `Không tìm thấy đơn vị “${what}” trong kỳ này.`,
    en: `There is no unit “${what}” in this period.`
  }),
  unitAmbiguous: (what) => ({
    vi: `Có nhiều đơn vị tên “${what}”: cần thêm mã, hoặc tên đơn vị cấp trên.`,
    en: `Several units are called “${what}”: a code, or the unit above, is needed.`
  }),
  noReporter: (what) => ({
    vi: `Đơn vị ${what} không có đầu mối loại này, hoặc không thuộc quyền của bạn.`,
    en: `The unit ${what} has no reporter of this kind, or it is not yours.`
  }),
  periodUnread: (what) => ({
    vi: `Không đọc được kỳ báo cáo “${what}”.`,
    en: `The period “${what}” could not be read.`
  })
} as const satisfies Record<string, Message>;

/** What is worth a look and keeps nothing from being stored. */
const WARNINGS = {
  overBase: (what) => ({
    vi: `Tử số lớn hơn số nền (${what}): được nhận và đánh dấu.`,
    en: `The numerator is over the base figure (${what}): taken, and marked.`
  }),
  falls: (what) => ({
    vi: `Giảm hơn một phần năm so với kỳ trước (${what}).`,
    en: `Falls by more than a fifth since the last period (${what}).`
  }),
  same: () => ({
    vi: 'Mọi số liệu giống hệt kỳ trước.',
    en: 'Every figure equals the last period’s.'
  }),
  alreadyFiled: () => ({
    vi: 'Tổ đã nộp kỳ này: số trong tệp sẽ là bản sửa.',
    en: 'The group has filed this period already: this will be a correction.'
  }),
  formula: () => ({
    vi: 'Ô là công thức: lấy kết quả đã lưu trong tệp.',
    en: 'The cell is a formula: its saved result is taken.'
  }),
  textNumber: (what) => ({
    vi: `Số ghi dạng chữ: hiểu là ${what}.`,
    en: `The number is written as text: read as ${what}.`
  }),
  hiddenRow: () => ({
    vi: 'Dòng này đang bị ẩn trong tệp; vẫn được lấy.',
    en: 'This row is hidden in the file; it is taken.'
  }),
  hiddenSheet: (what) => ({
    vi: `Trang tính ẩn “${what}” không được đọc.`,
    en: `The hidden sheet “${what}” is not read.`
  }),
  externalLinks: () => ({
    vi: 'Tệp có liên kết tới tệp khác: chỉ lấy giá trị đã lưu, không mở liên kết.',
    en: 'The file is linked to others: saved values are taken and no link is opened.'
  }),
  unknownColumn: (what) => ({
    vi: `Cột “${what}” không thuộc mẫu nên không được đọc.`,
    en: `The column “${what}” is not of the template and is not read.`
  })
} as const satisfies Record<string, Message>;

export type FileFaultCode = keyof typeof REFUSALS | RefusalCode;
export type CellFaultCode = keyof typeof FAULTS | FaultCode;
export type WarningCode = keyof typeof WARNINGS;

/** Something about a cell, a row or a sheet of an upload. */
export interface Finding {
  readonly kind: 'fault' | 'warning';
  readonly code: CellFaultCode | WarningCode;
  /** Sheet from 0; row from 1, 0 for the whole sheet; column from 0, −1 for the whole row. */
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
  /** What stands there, at most 60 characters. */
  readonly value: string;
  readonly what: string;
}

const OWN: Readonly<Record<string, Message>> = { ...FAULTS, ...WARNINGS };

/** A finding in both languages. */
export function wordsOf({ code, what }: Pick<Finding, 'code' | 'what'>): Words {
  const own = OWN[code];
  if (own) return own(what);
  const limit = code === 'tooLarge' ? MAX_FILED : code === 'textTooLong' ? LIMITS.text : undefined;
  return fault('', code as FaultCode, { what, limit }).message;
}

/** Why a file is not taken, in both languages. */
export function refusalWords(code: string, what: string): Words {
  const message: Message | undefined = Object.entries(REFUSALS).find(([name]) => name === code)?.[1];
  return message?.(what) ?? { vi: 'Không nhận được tệp.', en: 'The file is not taken.' };
}

/** Where a finding is, as people say it: `B7`, `dòng 7`, `cột B`. */
export function placeOf({ row, column }: Pick<Finding, 'row' | 'column'>): string {
  if (row > 0 && column >= 0) return cellName(column, row);
  return row > 0 ? String(row) : column >= 0 ? columnName(column) : '';
}

/** The findings of an upload, up to a bound; the rest are counted. */
export class Findings {
  readonly list: Finding[] = [];
  readonly counts: Record<string, number> = {};
  faults = 0;
  warnings = 0;

  add(
    kind: Finding['kind'],
    code: Finding['code'],
    at: { readonly sheet: number; readonly row: number; readonly column: number },
    value: string | number = '',
    what = ''
  ): void {
    if (kind === 'fault') this.faults++;
    else this.warnings++;
    this.counts[code] = (this.counts[code] ?? 0) + 1;
    if (this.list.length >= BOUNDS.findings) return;
    const { sheet, row, column } = at;
    this.list.push({
      kind,
      code,
      sheet,
      row,
      column,
      value: String(value).slice(0, 60),
      what: what.slice(0, 80)
    });
  }
}
