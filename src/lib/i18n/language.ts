import type { vi } from './messages/vi.ts';

/** The languages of the product; the first is the default. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The name of a text of the catalogue, by screen: `headline.met`. */
export type MessageKey = keyof typeof vi;

/** A text with `{values}`; where a language counts, one form for 1 and one for the rest, chosen by `n` or the value named. */
export type Message = string | { readonly by?: string; readonly one: string; readonly other: string };

/** Every text of the product in one language. */
export type Catalogue = Readonly<Record<MessageKey, Message>>;

type ValueNames<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ValueNames<Rest>
  : never;
type Values<K extends MessageKey> = Readonly<Record<ValueNames<(typeof vi)[K]>, string | number>>;

/** Says a text in one language; the values that it needs follow from its key. */
export type Translate = <K extends MessageKey>(
  key: K,
  ...values: ValueNames<(typeof vi)[K]> extends never ? [] : [Values<K>]
) => string;

/** Reads a language from a cookie or a parameter; null where it is none of ours. */
export function parseLanguage(text: string | null | undefined): Language | null {
  return LANGUAGES.find((language) => language === text) ?? null;
}

/** The text of a message with its values put in; numbers are written by `count`. */
export function fill(
  message: Message,
  values: Readonly<Record<string, string | number>>,
  count: (value: number) => string
): string {
  const text =
    typeof message === 'string'
      ? message
      : String(values[message.by ?? 'n']) === '1'
        ? message.one
        : message.other;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? count(value) : value;
  });
}
