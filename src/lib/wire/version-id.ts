import type { LogPlace } from './log-place.ts';

const ID = /^r([1-9]\d{0,14})(?:-([0-9a-f]{12}))?$/;

/** The shape of a version's id: `r120`, or with its link, `r120-9f3ac01b77e2`. */
export const VERSION_ID = ID;

/**
 * The name of a version of a report as it travels: its position, and the log's link at that position. In a store that was
 * put back another report may stand at the same position; a name with its link means the one that was shown, or none
 * (RULES 32). Where the link is not known the name is the position alone, which old clients and machines send too.
 */
export function formatVersion({ position, link }: LogPlace): string {
  return link === '' ? `r${position}` : `r${position}-${link}`;
}

/** What people are told of a version's name, and can read out over the telephone: `r120`. */
export function spokenVersion(id: string): string {
  return id.replace(/-.*$/, '');
}

/** Reads the name of a version; null where it is none. Its link is empty where the name says none. */
export function parseVersion(text: string): LogPlace | null {
  const [, position, link = ''] = ID.exec(text) ?? [];
  return position === undefined ? null : { position: Number(position), link };
}
