import { makeFormats, type Formats } from './formats.ts';
import { fill, type Language, type Message } from './language.ts';

/** The texts of one area of the product (a few screens) in both languages, so that a page loads its own alone. */
export interface Texts<V extends Readonly<Record<string, Message>>> {
  readonly vi: V;
  readonly en: Translation<V>;
}

/** The same keys in another language. */
export type Translation<V> = Readonly<Record<keyof V, Message>>;

/** Names of the values that a text needs: of a text with forms, those of the form for many. */
type ValueNames<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ValueNames<Rest>
  : Text extends { readonly other: infer Many extends string }
    ? ValueNames<Many>
    : never;

/** Says a text of an area; the values that it needs follow from its key. */
export type SayText<V> = <K extends keyof V>(
  key: K,
  ...values: ValueNames<V[K]> extends never ? [] : [Readonly<Record<ValueNames<V[K]>, string | number>>]
) => string;

/** One area in one language, ready to use. */
export interface AreaSpeech<V> {
  readonly language: Language;
  readonly t: SayText<V>;
  readonly format: Formats;
  /** The text of this language. */
  readonly say: (words: { readonly vi: string; readonly en: string }) => string;
}

/** An area's texts in a language. */
export function speechOf<V extends Readonly<Record<string, Message>>>(
  texts: Texts<V>,
  language: Language
): AreaSpeech<V> {
  const catalogue: Readonly<Record<keyof V, Message>> = texts[language];
  const format = makeFormats(language);
  const t: SayText<V> = (key, ...values) => fill(catalogue[key], values[0] ?? {}, format.count);
  return { language, t, format, say: (words) => words[language] };
}
