import { PUBLIC, type Visit } from '../../../domain/access.ts';

export type { Visit } from '../../../domain/access.ts';

/** What a request carries that tells who sends it. */
export interface Credentials {
  /** The value of a header; null where it is absent. */
  readonly header: (name: string) => string | null;
  /** Where it comes from. */
  readonly address: string;
}

/** Whoever opens the page. */
export const STRANGER: Visit = {
  principal: PUBLIC,
  holder: null,
  account: null,
  session: null,
  mustChange: false,
  until: Infinity
};

/** The cookie of a screen link. */
export const SCREEN_COOKIE = 'mangluoi.screen';

/** The secret of an `Authorization: Bearer` header; null where there is none. */
export function bearerOf({ header }: Credentials): string | null {
  return /^Bearer +([\x21-\x7e]{1,256}) *$/i.exec(header('authorization') ?? '')?.[1] ?? null;
}

/** A cookie as it was sent; null where it is absent. */
export function cookieOf({ header }: Credentials, name: string): string | null {
  for (const part of (header('cookie') ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || null;
  }
  return null;
}
