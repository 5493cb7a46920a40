import type { TargetFault } from '../../wire/targets.ts';

type Message = (what: string) => TargetFault['message'];

/** Every reason for which targets are not taken, in words. */
const MESSAGES = {
  badShape: (what) => ({ vi: `Sai cấu trúc dữ liệu: ${what}.`, en: `Wrong structure: ${what}.` }),
  unknownUnit: (what) => ({ vi: `Không có đơn vị “${what}”.`, en: `There is no unit “${what}”.` }),
  unknownRecipient: (what) => ({
    vi: `Không có đơn vị hoặc tổ “${what}”.`,
    en: `There is no unit or group “${what}”.`
  }),
  recipientClosed: (what) => ({
    vi: `${what} không còn, hoặc chưa có, vào ngày mức giao bắt đầu.`,
    en: `${what} does not stand on the day on which the target begins.`
  }),
  notBelow: (what) => ({
    vi: `${what} không thuộc đơn vị giao.`,
    en: `${what} does not belong to the unit that gives.`
  }),
  notToSelf: (what) => ({
    vi: `Chỉ cơ quan đầu mối của chương trình được ghi mức giao cho chính ${what}.`,
    en: `Only the programme office may set a target of ${what} itself.`
  }),
  unknownIndicator: (what) => ({
    vi: `Không có chỉ tiêu “${what}”.`,
    en: `There is no indicator “${what}”.`
  }),
  indicatorClosed: (what) => ({
    vi: `Chỉ tiêu ${what} không được thu thập vào ngày mức giao bắt đầu.`,
    en: `The indicator ${what} is not collected on the day on which the target begins.`
  }),
  nobodyFiles: (what) => ({
    vi: `Không tổ nào ở đó báo cáo chỉ tiêu ${what}.`,
    en: `Nobody there files the indicator ${what}.`
  }),
  badDays: () => ({
    vi: 'Thời hạn không hợp lệ: cần hai ngày có thật, ngày kết thúc sau ngày bắt đầu.',
    en: 'The validity is wrong: two real days are needed, the last after the first.'
  }),
  badDecisionDate: () => ({
    vi: 'Ngày quyết định không có thật.',
    en: 'The day of the decision does not exist.'
  }),
  badNumber: (what) => ({ vi: `“${what}” không phải là mức giao hợp lệ.`, en: `“${what}” is no target.` }),
  overWhole: () => ({ vi: 'Tỷ lệ không thể quá 100%.', en: 'A share cannot be over 100%.' }),
  tooLarge: () => ({ vi: 'Số quá lớn.', en: 'The number is too large.' }),
  notWhole: () => ({ vi: 'Cần một số nguyên.', en: 'The number must be whole.' }),
  assignedMissing: (what) => ({
    vi: `Chỉ tiêu ${what} giao theo số lượng: cần số lượng giao.`,
    en: `The indicator ${what} is a quota: the number assigned is needed.`
  }),
  assignedNotAllowed: (what) => ({
    vi: `Chỉ tiêu ${what} không giao theo số lượng.`,
    en: `The indicator ${what} is no quota.`
  }),
  duplicate: (what) => ({
    vi: `${what} có hơn một mức giao trong lần này.`,
    en: `${what} has more than one target in this call.`
  }),
  overDivided: (what) => ({
    vi: `Tổng đã chia lớn hơn mức được giao (${what}).`,
    en: `More was divided than was given (${what}).`
  }),
  notGiven: () => ({ vi: 'Không có mức giao đó.', en: 'There is no such target.' }),
  nothing: () => ({ vi: 'Chưa có mức giao nào.', en: 'There is no target.' })
} as const satisfies Record<string, Message>;

export type TargetFaultCode = keyof typeof MESSAGES;

/** Faults that are listed; further ones are dropped: who has so many sends something else. */
const LISTED = 500;

/** What is wrong with a call, as far as it is listed. */
export class TargetFaults {
  readonly list: TargetFault[] = [];

  add(path: string, code: TargetFaultCode, what = ''): void {
    const shown = what.length > 80 ? `${what.slice(0, 80)}…` : what;
    this.say(path, code, MESSAGES[code](shown));
  }

  /** The same in words of its own. */
  say(path: string, code: TargetFaultCode, message: TargetFault['message']): void {
    if (this.list.length < LISTED) this.list.push({ path, code, message });
  }
}
