import type { BarePhoto } from './bare-photo.ts';

const SOS = 0xda;
const EOI = 0xd9;
/** A plain JFIF head: version 1.1, no unit, 1:1, no thumbnail. */
const JFIF = Uint8Array.of(0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);
/** Frames that browsers draw: baseline, extended, progressive (ITU T.81, B.1.1.3). */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);
/** What the picture is made of besides: Huffman and quantisation tables, restart interval. */
const TABLES = new Set([0xc4, 0xdb, 0xdd]);

/**
 * A JPEG with its frame, tables and scans alone: every APPn (EXIF, XMP, profiles, thumbnails), every comment and
 * whatever follows the end is left out. Null where it is no sound JPEG, or one that was cut off.
 */
export function bareJpeg(bytes: Uint8Array): BarePhoto | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const parts: Uint8Array[] = [bytes.subarray(0, 2), JFIF];
  let size: { width: number; height: number } | null = null;
  let ended = false;
  for (let at = 2; at + 2 <= bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === EOI) {
      ended = true;
      break;
    }
    if (at + 4 > bytes.length) return null;
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    if (FRAMES.has(marker)) {
      if (size !== null || length < 8) return null;
      size = {
        height: (bytes[at + 5]! << 8) | bytes[at + 6]!,
        width: (bytes[at + 7]! << 8) | bytes[at + 8]!
      };
    }
    if (marker === SOS) {
      const next = endOfScan(bytes, end);
      parts.push(bytes.subarray(at, next));
      at = next;
      continue;
    }
    if (FRAMES.has(marker) || TABLES.has(marker) || isAdobe(bytes, at, marker, length))
      parts.push(bytes.subarray(at, end));
    else if (!isApplication(marker)) return null;
    at = end;
  }
  // A picture that was cut off on its way has no end: the rest of it would be grey.
  if (size === null || parts.length < 4 || !ended) return null;
  parts.push(Uint8Array.of(0xff, EOI));
  return { type: 'image/jpeg', bytes: joined(parts), ...size };
}

/** Bytes joined into one. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Where a scan's data end: at the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1]!;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

/** Adobe's twelve bytes say how the colours are coded, and nothing else. */
function isAdobe(bytes: Uint8Array, at: number, marker: number, length: number): boolean {
  return (
    marker === 0xee && length === 14 && String.fromCharCode(...bytes.subarray(at + 4, at + 9)) === 'Adobe'
  );
}

function isApplication(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
}
