/** What in a free text looks like a citizen: a phone number, or the number of an identity card (9 or 12 digits). */
export type PersonalSign = 'phone' | 'identity';

/** Digits that people break up with dots, spaces or dashes. */
const RUN = /(?<![\d.,])\+?\d(?:[\s.-]?\d){7,13}(?![\d])/g;

/**
 * Whether a text seems to name a citizen by a number. A guess, and only a warning: the text may still be sent. Amounts
 * of money and dates are no such thing.
 */
export function personalSign(text: string): PersonalSign | null {
  for (const [run] of text.matchAll(RUN)) {
    const digits = run.replace(/\D/g, '');
    if (/^\d{1,3}(?:\.\d{3})+$/.test(run.trim())) continue;
    if (/^(?:0|84)(?:3|5|7|8|9)\d{8}$/.test(digits) || /^(?:0|84)2\d{8,9}$/.test(digits)) return 'phone';
    if (digits.length === 12 || (digits.length === 9 && /^\d{9}$/.test(run.trim()))) return 'identity';
  }
  return null;
}
