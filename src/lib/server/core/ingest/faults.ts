import type { Words } from '../../../domain/indicator.ts';
import { MAX_FILED } from '../../../domain/report.ts';

/** Bounds of what may be filed at once. */
export const LIMITS = {
  /** Reports a call (RULES 19). */
  reports: 10_000,
  /** Bytes of a call with many reports, and with one (RULES 19). */
  batchBytes: 32 * 1024 * 1024,
  reportBytes: 1024 * 1024,
  /** Characters of each text of a report. */
  text: 10_000,
  /** Difficulties of a report that want an answer, and characters of each. */
  matters: 20,
  matterText: 2_000,
  /** Characters of a reason. */
  reason: 1_000,
  /** Photos of a report. */
  photos: 5,
  /** What one report takes back. */
  withdrawn: 100,
  /** Faults that are listed; the rest are counted. */
  faults: 1_000,
  /** Characters of an idempotency key. */
  idempotencyKey: 200
} as const;

/** What was given, as far as a message repeats it. */
export interface FaultDetail {
  readonly what?: string | undefined;
  readonly limit?: number | undefined;
}

type Message = (detail: { readonly what: string; readonly limit: string }) => Words;

/** The two sides of a word that is given as `Vietnamese / English`; what has one side is the same in both. */
function eachLanguage(what: string): Words {
  const at = what.indexOf(' / ');
  return at < 0 ? { vi: what, en: what } : { vi: what.slice(0, at), en: what.slice(at + 3) };
}

/** Every reason for which a report is refused, in words. */
const MESSAGES = {
  badJson: () => ({
    vi: 'Nội dung không phải là JSON hợp lệ (UTF-8).',
    en: 'The body is not valid JSON (UTF-8).'
  }),
  bodyTooLarge: ({ limit }) => ({
    vi: `Nội dung gửi quá lớn: tối đa ${limit} byte.`,
    en: `The body is too large: at most ${limit} bytes.`
  }),
  tooManyReports: ({ limit }) => ({
    vi: `Quá nhiều báo cáo trong một lần gửi: tối đa ${limit}.`,
    en: `Too many reports in one call: at most ${limit}.`
  }),
  noReports: () => ({ vi: 'Không có báo cáo nào.', en: 'No reports.' }),
  badShape: ({ what }) => {
    const { vi, en } = eachLanguage(what);
    return { vi: `Dữ liệu sai cấu trúc: ${vi}.`, en: `Invalid structure: ${en}.` };
  },
  unknownField: ({ what }) => ({ vi: `Không có trường “${what}”.`, en: `No field “${what}”.` }),
  missingField: ({ what }) => ({ vi: `Thiếu trường “${what}”.`, en: `The field “${what}” is missing.` }),
  unknownGroup: ({ what }) => ({
    vi: `Không có tổ nào mang mã “${what}”.`,
    en: `No group “${what}”.`
  }),
  groupClosed: ({ what }) => ({
    vi: `Tổ “${what}” hoặc đơn vị của tổ không hoạt động trong kỳ này.`,
    en: `The group “${what}”, or its unit, does not exist in this period.`
  }),
  badPeriod: ({ what }) => ({
    vi: `Kỳ báo cáo “${what}” không hợp lệ: cần dạng năm-tháng, ví dụ 2026-10.`,
    en: `“${what}” is not a valid period. Use YYYY-MM, e.g. 2026-10.`
  }),
  futurePeriod: ({ what }) => ({ vi: `Kỳ ${what} chưa bắt đầu.`, en: `Period ${what} has not started.` }),
  noSuchLevel: () => ({
    vi: 'Tổ này không thuộc quận, huyện nào: hãy chọn cấp khác để đề nghị trả lời.',
    en: 'This group is not in a district: choose another level.'
  }),
  noValues: () => ({
    vi: 'Báo cáo trống: cần ít nhất một số liệu hoặc một nội dung.',
    en: 'The report is empty. Enter at least one figure or text.'
  }),
  unknownIndicator: ({ what }) => ({
    vi: `Không có chỉ tiêu “${what}”.`,
    en: `No indicator “${what}”.`
  }),
  indicatorNotFiled: ({ what }) => ({
    vi: `Tổ này không báo cáo chỉ tiêu ${what} trong kỳ này.`,
    en: `This group does not report ${what} in this period.`
  }),
  duplicateIndicator: ({ what }) => ({
    vi: `Chỉ tiêu ${what} xuất hiện hơn một lần trong báo cáo.`,
    en: `The indicator ${what} appears more than once in the report.`
  }),
  notANumber: () => ({ vi: 'Chỉ nhập số.', en: 'Numbers only.' }),
  negative: () => ({ vi: 'Số không được âm.', en: 'Enter 0 or more.' }),
  notWhole: () => ({ vi: 'Chỉ nhập số nguyên.', en: 'Whole numbers only.' }),
  tooLarge: ({ limit }) => ({
    vi: `Số quá lớn: tối đa ${limit}.`,
    en: `The number is too large: at most ${limit}.`
  }),
  numeratorOverDenominator: ({ what }) => ({
    vi: `Tử số lớn hơn mẫu số (${what}).`,
    en: `The numerator is greater than the denominator (${what}).`
  }),
  overNothing: ({ what }) => ({
    vi: `Tổng số đã đăng ký của tổ cho “${what}” là 0 nên số đã có phải là 0: hãy ghi tổng số, hoặc đề nghị xã, phường sửa.`,
    en: `The group’s registered total for “${what}” is 0, so the number must be 0: enter a total, or ask the commune to correct it.`
  }),
  denominatorMissing: ({ what }) => ({
    vi: `Chỉ tiêu ${what} cần mẫu số: không gửi kèm và cũng chưa có số liệu nền.`,
    en: `${what} needs a denominator: none was sent and no base figure is registered.`
  }),
  denominatorNotAllowed: ({ what }) => ({
    vi: `Chỉ tiêu ${what} chỉ đếm số lượng, không có mẫu số.`,
    en: `${what} is a count and has no denominator.`
  }),
  notYours: ({ what }) => ({
    vi: `Không có quyền nộp báo cáo cho tổ “${what}”.`,
    en: `You do not have permission to submit for the group “${what}”.`
  }),
  periodLocked: ({ what }) => ({
    vi: `Kỳ ${what} đã khóa. Liên hệ xã, phường nếu cần mở.`,
    en: `Period ${what} is locked for this group. Contact the commune to reopen it.`
  }),
  reasonMissing: () => ({
    vi: 'Báo cáo kỳ này đã được duyệt: bản điều chỉnh cần nêu lý do.',
    en: 'The report of this period is approved. Give a reason for the correction.'
  }),
  unknownBase: ({ what }) => ({
    vi: `Không có bản “${what}” của tổ này trong kỳ này để sửa.`,
    en: `No version “${what}” of this group and period to correct.`
  }),
  saidApart: ({ what }) => ({
    vi: `Trong cùng lần gửi đã có báo cáo của tổ này, kỳ này ghi khác: ${what}. Hãy gộp thành một báo cáo.`,
    en: `Another report of this group and period in the same call says otherwise: ${what}. Send them as one report.`
  }),
  unknownWithdrawal: ({ what }) => ({
    vi: `“${what}” không phải mã chỉ tiêu, tên nội dung hay mã ảnh để rút lại.`,
    en: `“${what}” is not an indicator, text or photo that can be withdrawn.`
  }),
  withdrawnAndNamed: ({ what }) => ({
    vi: `“${what}” vừa được nộp vừa được rút lại.`,
    en: `“${what}” is both submitted and withdrawn.`
  }),
  unknownPhoto: ({ what }) => ({
    vi: `Máy chủ chưa nhận được ảnh ${what}.`,
    en: `The server does not have the photo ${what}.`
  }),
  badPhoto: () => ({
    vi: 'Không đọc được ảnh: chỉ nhận ảnh tĩnh JPEG, PNG hoặc WebP, mỗi cạnh tối đa 4.096 điểm ảnh.',
    en: 'Could not read the photo. Use a JPEG, PNG or WebP, at most 4,096 pixels per side.'
  }),
  tooManyPhotos: ({ limit }) => ({
    vi: `Quá nhiều ảnh cho một tổ trong một kỳ: tối đa ${limit}.`,
    en: `Too many photos for one group and period: at most ${limit}.`
  }),
  textTooLong: ({ limit }) => ({
    vi: `Nội dung quá dài: tối đa ${limit} ký tự.`,
    en: `The text is too long: at most ${limit} characters.`
  })
} as const satisfies Record<string, Message>;

export type FaultCode = keyof typeof MESSAGES;

/** Why one thing in a call was refused. */
export interface Fault {
  /** Where, as a JSON Pointer into what was sent; empty for the whole. */
  readonly path: string;
  readonly code: FaultCode;
  readonly message: Words;
}

/** Every fault of a call, up to a bound, and how many more there are. */
export class Faults {
  readonly list: Fault[] = [];
  more = 0;

  get count(): number {
    return this.list.length + this.more;
  }

  add(path: string, code: FaultCode, detail: FaultDetail = {}): void {
    if (this.list.length >= LIMITS.faults) this.more++;
    else this.list.push(fault(path, code, detail));
  }
}

/** A fault in both languages. What was sent is repeated up to 60 characters. */
export function fault(path: string, code: FaultCode, { what = '', limit }: FaultDetail = {}): Fault {
  const shown = what.length > 60 ? `${what.slice(0, 60)}…` : what;
  const vi = MESSAGES[code]({ what: shown, limit: inWords(limit, 'vi-VN') }).vi;
  const en = MESSAGES[code]({ what: shown, limit: inWords(limit, 'en-GB') }).en;
  return { path, code, message: { vi, en } };
}

/** A number over what the log can hold. */
export const TOO_LARGE: FaultDetail = { limit: MAX_FILED };

function inWords(limit: number | undefined, locale: string): string {
  return limit === undefined ? '' : limit.toLocaleString(locale);
}
