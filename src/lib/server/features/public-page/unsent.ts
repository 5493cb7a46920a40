/**
 * What a page without script is written from. The kit turns every property of what a page was given into text, also
 * where the page has no script to read it: of thousands of units that took longer than all the rest of the page. A
 * property that is not enumerable it passes by.
 */
export function unsent<T>(value: T): { readonly value: T } {
  return Object.defineProperty({ value }, 'value', { enumerable: false });
}
