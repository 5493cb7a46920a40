import type { BarePhoto } from './bare-photo.ts';
import { joined } from './photo-jpeg.ts';

/** Bits of the extended head for what is left out: animation, XMP, EXIF, colour profile. */
const ANIMATED = 0x02;
const ALPHA = 0x10;

/** A WebP with its picture (and its transparency) alone; null where it is no sound still WebP. */
export function bareWebp(bytes: Uint8Array): BarePhoto | null {
  if (bytes.length < 20 || text(bytes, 0) !== 'RIFF' || text(bytes, 8) !== 'WEBP') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = Math.min(bytes.length, view.getUint32(4, true) + 8);
  const parts: Uint8Array[] = [];
  let size: { width: number; height: number } | null = null;
  for (let at = 12; at + 8 <= whole;) {
    const name = text(bytes, at);
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2);
    if (at + 8 + length > whole) return null;
    const chunk = bytes.slice(at, Math.min(end, whole));
    if (name === 'VP8X') {
      if (length !== 10 || (chunk[8]! & ANIMATED) !== 0) return null;
      chunk[8]! &= ALPHA;
      parts.push(chunk);
    } else if (name === 'VP8 ' || name === 'VP8L') {
      if (size !== null) return null;
      size = name === 'VP8 ' ? lossySize(chunk) : losslessSize(chunk);
      if (!size) return null;
      parts.push(chunk);
    } else if (name === 'ALPH') parts.push(chunk);
    at = end;
  }
  if (!size) return null;
  const body = joined(parts);
  const head = new Uint8Array(12);
  head.set(bytes.subarray(0, 12));
  new DataView(head.buffer).setUint32(4, body.length + 4, true);
  return { type: 'image/webp', bytes: joined([head, body]), ...size };
}

/** Of a key frame of VP8 (RFC 6386, 9.1), after the chunk's eight bytes. */
function lossySize(chunk: Uint8Array): { width: number; height: number } | null {
  if (chunk.length < 18 || chunk[11] !== 0x9d || chunk[12] !== 0x01 || chunk[13] !== 0x2a) return null;
  return {
    width: (chunk[14]! | (chunk[15]! << 8)) & 0x3fff,
    height: (chunk[16]! | (chunk[17]! << 8)) & 0x3fff
  };
}

function losslessSize(chunk: Uint8Array): { width: number; height: number } | null {
  if (chunk.length < 13 || chunk[8] !== 0x2f) return null;
  const bits = new DataView(chunk.buffer, chunk.byteOffset).getUint32(9, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}

function text(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
