import type { Position } from '../domain/position.ts';

/**
 * A place in one history of a log: a position and what is told of the audit link that stands there, which vouches for
 * that entry and for every entry before it. Two logs that agree on a place agree on everything up to it; a log that was put
 * back and went on differently has another link at the same position (RULES 32).
 */
export interface LogPlace {
  readonly position: Position;
  /** 12 hexadecimal digits made from the link (`server/core/snapshot/log-links.ts`); empty where it is not known. */
  readonly link: string;
}

/** Digits that travel: 48 bits tell two histories apart. */
export const LINK_DIGITS = 12;

/** Places that somebody may name in one question. */
export const MOST_PLACES = 64;

/** `1204-9f3ac01b77e2`. */
export function formatPlace({ position, link }: LogPlace): string {
  return `${position}-${link}`;
}

/** Reads `1204-9f3ac01b77e2`; null where it is none. */
export function parsePlace(text: string): LogPlace | null {
  const match = /^(\d{1,15})-([0-9a-f]{12})$/.exec(text);
  return match ? { position: Number(match[1]), link: match[2] ?? '' } : null;
}

/** Reads places separated by commas, at most `MOST_PLACES`; null where one of them is none. */
export function parsePlaces(text: string): LogPlace[] | null {
  const parts = text.split(',');
  if (parts.length > MOST_PLACES) return null;
  const places = parts.flatMap((part) => parsePlace(part) ?? []);
  return places.length === parts.length ? places : null;
}
