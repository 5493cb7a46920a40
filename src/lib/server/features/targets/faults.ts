import type { FieldFault, Refusal } from '../../../api/outcome.ts';

type Message = (what: string) => FieldFault['message'];

/** Every reason for which targets are not taken, in words. */
const MESSAGES = {
  unknownRecipient: (what) => ({
    vi: `Không có đơn vị hoặc tổ “${what}”.`,
    en: `No unit or group “${what}”.`
  }),
  recipientClosed: (what) => ({
    vi: `${what} không còn, hoặc chưa có, vào ngày mức giao bắt đầu.`,
    en: `${what} does not exist on the target’s start date.`
  }),
  notBelow: (what) => ({
    vi: `${what} không thuộc đơn vị giao.`,
    en: `${what} is not part of the assigning unit.`
  }),
  notToSelf: (what) => ({
    vi: `Chỉ cơ quan thường trực được giao cho chính ${what}.`,
    en: `Only the programme office can assign a target to ${what} itself.`
  }),
  unknownIndicator: (what) => ({
    vi: `Không có chỉ tiêu “${what}”.`,
    en: `No indicator “${what}”.`
  }),
  indicatorClosed: (what) => ({
    vi: `Chỉ tiêu ${what} không được thu thập vào ngày mức giao bắt đầu.`,
    en: `${what} is not collected on the target’s start date.`
  }),
  nobodyFiles: (what) => ({
    vi: `Không tổ nào ở đó báo cáo chỉ tiêu ${what}.`,
    en: `No group there reports ${what}.`
  }),
  badDays: () => ({
    vi: 'Thời hạn không hợp lệ: ngày kết thúc phải sau ngày bắt đầu.',
    en: 'Invalid dates: the end must be after the start.'
  }),
  badNumber: (what) => ({
    vi: `“${what}” không phải là mức giao hợp lệ.`,
    en: `“${what}” is not a valid target.`
  }),
  overWhole: () => ({ vi: 'Tỷ lệ không thể quá 100%.', en: 'A rate cannot exceed 100%.' }),
  tooLarge: () => ({ vi: 'Số quá lớn.', en: 'The number is too large.' }),
  notWhole: () => ({ vi: 'Chỉ nhập số nguyên.', en: 'Whole numbers only.' }),
  assignedMissing: (what) => ({
    vi: `Chỉ tiêu ${what} giao theo số lượng: cần số lượng giao.`,
    en: `${what} is assigned as a quota: enter the number assigned.`
  }),
  assignedNotAllowed: (what) => ({
    vi: `Chỉ tiêu ${what} không giao theo số lượng.`,
    en: `${what} is not assigned as a quota.`
  }),
  duplicate: (what) => ({
    vi: `${what} bị trùng trong lần giao này.`,
    en: `${what} appears more than once.`
  }),
  overDivided: (what) => ({
    vi: `Tổng đã chia lớn hơn mức được giao (${what}).`,
    en: `More was divided than was assigned (${what}).`
  }),
  notGiven: () => ({ vi: 'Không có mức giao đó.', en: 'Target not found.' }),
  nothing: () => ({ vi: 'Chưa có mức giao nào.', en: 'No targets.' })
} as const satisfies Record<string, Message>;

export type TargetFaultCode = keyof typeof MESSAGES;

/** The refusal for one of the reasons. */
export function wrongAt(path: string, code: TargetFaultCode, what = ''): Refusal {
  return { refused: 'wrong', faults: [{ path, code, message: MESSAGES[code](what) }] };
}

/** Faults that are listed; further ones are dropped: who has so many sends something else. */
const LISTED = 500;

/** What is wrong with a call, as far as it is listed. */
export class TargetFaults {
  readonly list: FieldFault[] = [];

  add(path: string, code: TargetFaultCode, what = ''): void {
    const shown = what.length > 80 ? `${what.slice(0, 80)}…` : what;
    this.say(path, code, MESSAGES[code](shown));
  }

  /** The same in words of its own. */
  say(path: string, code: TargetFaultCode, message: FieldFault['message']): void {
    if (this.list.length < LISTED) this.list.push({ path, code, message });
  }
}
