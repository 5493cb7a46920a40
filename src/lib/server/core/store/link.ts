import { hash } from 'node:crypto';
import type { LogRow } from './tables.ts';

/** What a link is made over: a row of the log without the link itself. */
export type LinkedRow = Omit<LogRow, 'link'>;

/** What stands where the first entry's previous link would. */
export const FIRST_LINK = '0'.repeat(64);

let scratch = Buffer.allocUnsafe(1 << 16);

/**
 * The link of a row: SHA-256, hexadecimal, over nine lines and some bytes. The lines, in UTF-8 and each ended by a line
 * feed: the previous link (64 characters), position, at, actor, kind, subject_group, subject_period, the number of bytes
 * of `packed`, and body; the three texts as JSON, what is absent as `null`, body as it stands or nothing. Then the bytes
 * of `packed`. A link so vouches for its row and for every row before it.
 */
export function linkOf(previous: string, row: LinkedRow): string {
  const { position, at, body, packed, subject_period } = row;
  const names = `${quoted(row.actor)}\n${quoted(row.kind)}\n${quoted(row.subject_group)}`;
  const bytes = packed === null ? 0 : packed.byteLength;
  const text = `${previous}\n${position}\n${at}\n${names}\n${subject_period}\n${packed && bytes}\n${body ?? ''}\n`;
  if (scratch.length < 3 * text.length + bytes) scratch = Buffer.allocUnsafe(3 * text.length + bytes);
  const end = scratch.write(text);
  if (packed !== null) scratch.set(packed, end);
  return hash('sha256', scratch.subarray(0, end + bytes), 'hex');
}

/** A short text as JSON: most need no escape. */
function quoted(text: string | null): string {
  if (text === null) return 'null';
  return /^[\w:.@-]*$/.test(text) ? `"${text}"` : JSON.stringify(text);
}
