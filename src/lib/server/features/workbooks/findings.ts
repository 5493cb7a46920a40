import type { Words } from '../../../domain/indicator.ts';
import { MAX_FILED } from '../../../domain/report.ts';
import { fault, LIMITS, type FaultCode } from '../../core/ingest/faults.ts';
import { eraWords } from '../../../reading/era-survey.ts';
import { groupWords } from '../../../reading/group-reader.ts';
import { isUnitCode, unitWords } from '../../../reading/unit-fault-words.ts';
import type { UnitFault, UnitRemark } from '../../../reading/unit-claim.ts';
import { BOUNDS } from '../../core/workbook-files/limits.ts';
import { cellName, columnName } from '../../core/workbook-files/reading/cell.ts';

type Message = (what: string) => Words;

/** What is wrong with a cell or a row, besides what `ingest/faults.ts` knows. */
const FAULTS = {
  percent: () => ({
    vi: 'Ô ghi tỷ lệ phần trăm; cần ghi số lượng.',
    en: 'This is a percentage; enter a number.'
  }),
  unitInNumber: (what) => ({
    vi: `Chỉ ghi số, không ghi đơn vị tính (“${what}”).`,
    en: `Write only the number, without its unit (“${what}”).`
  }),
  dateInNumber: (what) => ({
    vi: `Ô này là ngày tháng (${what}), không phải số lượng. Hãy gõ lại số.`,
    en: `This cell is a date (${what}), not a number. Type the number again.`
  }),
  errorCell: (what) => ({ vi: `Ô có lỗi công thức ${what}.`, en: `The cell contains the error ${what}.` }),
  formulaWithoutValue: () => ({
    vi: 'Công thức chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại, hoặc gõ số.',
    en: 'The formula has no result. Open the file in Excel and save it, or type the number.'
  }),
  mergedCells: (what) => ({
    vi: `Ô số gộp ${what}: không biết số thuộc dòng nào. Hãy bỏ gộp ô.`,
    en: `Merged cells ${what}: it is unknown to which row the number belongs. Unmerge them.`
  }),
  groupMissing: () => ({
    vi: 'Dòng có số liệu nhưng không có mã tổ.',
    en: 'The row has figures but no group code.'
  }),
  duplicateGroup: (what) => ({
    vi: `Tổ này đã có ở dòng ${what}.`,
    en: `This group is already in row ${what}.`
  }),
  duplicateFigure: (what) => ({
    vi: `Chỉ tiêu này của tổ đã có ở dòng ${what}.`,
    en: `This indicator of the group is already in row ${what}.`
  }),
  saidTwice: (what) => ({
    vi: `Các ô ${what} cùng nói một điều mà ghi khác nhau. Hãy để lại một ô.`,
    en: `Cells ${what} say the same thing differently. Keep one of them.`
  }),
  numeratorMissing: () => ({
    vi: 'Có mẫu số nhưng không có tử số.',
    en: 'Enter the numerator too.'
  }),
  severalReporters: (what) => ({
    vi: `Đơn vị ${what} có nhiều đầu mối loại này: hãy nộp bằng mẫu có mã tổ.`,
    en: `The unit ${what} has several reporters of this kind: use the template, which has their codes.`
  }),
  eraUnsure: () => ({
    vi: 'Dòng chỉ có mã, trong khi tệp có dòng dùng mã của thời kỳ khác: hãy ghi thêm tên đơn vị.',
    en: 'The row has only a code, and the file has rows with codes of another time: add the name of the unit.'
  }),
  noReporter: (what) => ({
    vi: `Đơn vị ${what} không có đầu mối loại này, hoặc ngoài phạm vi của tài khoản.`,
    en: `The unit ${what} has no reporter of this kind, or it is outside your area.`
  }),
  versionUnread: (what) => ({
    vi: `Không đọc được phiên bản “${what}”: để nguyên như trong mẫu, hoặc để trống.`,
    en: `The version “${what}” could not be read: leave it as in the template, or empty.`
  }),
  monthUnread: (what) => ({
    vi: `Không đọc được tháng “${what}”. Hãy ghi như 10/2026.`,
    en: `The month “${what}” could not be read. Write it as 10/2026.`
  }),
  monthBareNumber: (what) => ({
    vi: `“${what}” là một số, không rõ tháng nào (2026.1 có thể là 10/2026 đã mất số 0). Hãy ghi như 10/2026.`,
    en: `“${what}” is a number and may be any month (2026.1 may be 10/2026 without its zero). Write it as 10/2026.`
  }),
  monthDayOrder: (what) => ({
    vi: `“${what}”: không rõ số nào là ngày, số nào là tháng. Hãy ghi tháng như 10/2026.`,
    en: `“${what}”: it is unclear which number is the day and which the month. Write the month as 10/2026.`
  }),
  badLetters: (what) => ({
    vi: `Ô có chữ bị hỏng (“${what}”): tệp lẫn bảng mã khác. Hãy gõ lại ô này.`,
    en: `Letters of this cell are broken (“${what}”): a foreign encoding is mixed in. Type the cell again.`
  })
} as const satisfies Record<string, Message>;

/** What is worth a look and keeps nothing from being stored. */
const WARNINGS = {
  overBase: (what) => ({
    vi: `Tử số lớn hơn số liệu nền (${what}): vẫn nhận và đánh dấu để kiểm tra.`,
    en: `The numerator is above the base figure (${what}): accepted and flagged.`
  }),
  falls: (what) => ({
    vi: `Giảm hơn 20% so với kỳ trước (${what}).`,
    en: `Down more than 20% from last period (${what}).`
  }),
  same: () => ({
    vi: 'Mọi số liệu giống hệt kỳ trước.',
    en: 'All figures are the same as last period’s.'
  }),
  alreadyFiled: (what) => ({
    vi: `Tổ đã nộp kỳ ${what}: số trong tệp sẽ là bản điều chỉnh.`,
    en: `The group already submitted ${what}: this will be a correction.`
  }),
  otherMonth: (what) => ({
    vi: `Ô này được hiểu là kỳ ${what}.`,
    en: `This cell is read as the period ${what}.`
  }),
  eraRows: (what) => ({
    vi: `${eraWords(what).vi} Không nhận các dòng ấy.`,
    en: `${eraWords(what).en} Those rows are rejected.`
  }),
  formula: () => ({
    vi: 'Ô là công thức: lấy kết quả đã lưu trong tệp.',
    en: 'The cell is a formula: its saved result is used.'
  }),
  textNumber: (what) => ({
    vi: `Số ghi dạng chữ: hiểu là ${what}.`,
    en: `The number is written as text: read as ${what}.`
  }),
  hiddenRow: () => ({
    vi: 'Dòng này đang bị ẩn trong tệp; vẫn được lấy.',
    en: 'This row is hidden in the file; it is still read.'
  }),
  hiddenSheet: (what) => ({
    vi: `Trang tính ẩn “${what}” không được đọc.`,
    en: `The hidden sheet “${what}” is not read.`
  }),
  externalLinks: () => ({
    vi: 'Tệp có đường dẫn tới tệp khác: chỉ lấy giá trị đã lưu, không mở đường dẫn.',
    en: 'The file is linked to others: saved values are taken and no link is opened.'
  }),
  unknownColumn: (what) => ({
    vi: `Cột “${what}” không thuộc mẫu nên không được đọc.`,
    en: `The column “${what}” is not part of the template and was not read.`
  })
} as const satisfies Record<string, Message>;

export type CellFaultCode =
  | keyof typeof FAULTS
  | FaultCode
  | UnitFault['code']
  | 'groupUnknown'
  | 'groupAmbiguous'
  | 'groupNameDiffers';
export type WarningCode = keyof typeof WARNINGS | UnitRemark['code'] | 'groupNameOther';

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
  /** What a message repeats where it is more than one thing. */
  readonly words?: readonly string[];
  /** The group or unit that the row is about; empty where it is not known. */
  readonly about?: string;
}

const OWN: Readonly<Record<string, Message>> = { ...FAULTS, ...WARNINGS };

/** A finding in both languages. */
export function wordsOf({ code, what, words = [] }: Pick<Finding, 'code' | 'what' | 'words'>): Words {
  if (isUnitCode(code)) return unitWords({ code, words });
  const ofGroup = groupWords(code, words);
  if (ofGroup) return ofGroup;
  const own = OWN[code];
  if (own) return own(what);
  const limit = code === 'tooLarge' ? MAX_FILED : code === 'textTooLong' ? LIMITS.text : undefined;
  return fault('', code as FaultCode, { what, limit }).message;
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
    what: string | readonly string[] = ''
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
      ...(typeof what === 'string'
        ? { what: what.slice(0, 80) }
        : { what: '', words: what.map((word) => word.slice(0, 80)) })
    });
  }
}
