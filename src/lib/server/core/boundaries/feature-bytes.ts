/** The largest feature, bytes, and the most lists and objects in one: a corner is a list. */
export const LARGEST_FEATURE = 32 * 1024 * 1024;
export const MOST_LISTS = 1_000_000;
/** How much of a feature that is not read is looked at for its code and name, at either end, bytes. */
const HINT = 64 * 1024;

/**
 * One feature: its JSON, with `notNumbers` where NaN or Infinity stood in it and is read as nothing; or why it is none
 * (`tooHeavy`: beyond what one unit's shape can be), with what its beginning and its end say in `hints`.
 */
export type ReadFeature =
  | { readonly feature: unknown; readonly notNumbers: boolean }
  | { readonly fault: 'bad-json' | 'too-heavy'; readonly hints: Readonly<Record<string, string>> };

/** The bytes of one feature as they arrive; what is beyond the bounds is never held. */
export class FeatureBytes {
  /** Lists and objects begun in it. */
  lists = 0;
  #parts: Buffer[] = [];
  #size = 0;
  #tooHeavy = false;

  take(bytes: Buffer): void {
    this.#size += bytes.length;
    const isHeavy = this.#size > LARGEST_FEATURE || this.lists > MOST_LISTS;
    if (isHeavy && !this.#tooHeavy) {
      this.#tooHeavy = true;
      this.#parts = [Buffer.concat(this.#parts.slice(0, 1)).subarray(0, HINT)];
    }
    if (this.#tooHeavy) this.#parts = [...this.#parts.slice(0, 1), Buffer.from(bytes.subarray(-HINT))];
    // What lies in the stream's own buffer is copied: it is used again.
    else this.#parts.push(Buffer.from(bytes));
  }

  read(): ReadFeature {
    const text = Buffer.concat(this.#parts).toString('utf8');
    if (this.#tooHeavy) return { fault: 'too-heavy', hints: hintsOf(text) };
    const feature = parse(text);
    if (feature !== undefined) return { feature, notNumbers: false };
    // GDAL and pandas write what is missing as NaN, which is no JSON.
    const mended = parse(
      text.replace(STRING_OR_NOT_NUMBER, (found) => (found.startsWith('"') ? found : 'null'))
    );
    return mended === undefined
      ? { fault: 'bad-json', hints: hintsOf(text) }
      : { feature: mended, notNumbers: true };
  }
}

const STRING_OR_NOT_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g;
const FIELD = /"([^"\\]{1,60})"\s*:\s*(?:"([^"\\]{1,300})"|(\d{1,12})(?=\s*[,}]))/g;

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Short fields of a text that is no JSON, or is not read: enough to say which feature it is. */
function hintsOf(text: string): Record<string, string> {
  const ends = text.length > 2 * HINT ? text.slice(0, HINT) + text.slice(-HINT) : text;
  return Object.fromEntries(
    [...ends.matchAll(FIELD)]
      .slice(0, 200)
      .map(([, name = '', words, number]) => [name, words ?? number ?? ''])
  );
}
