import type { BarePhoto } from './bare-photo.ts';
import { joined } from './photo-jpeg.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Chunks that make the picture; all others (texts, EXIF, times, profiles, further frames) are left out. */
const KEPT = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'sRGB', 'IDAT', 'IEND']);

/** A PNG with what makes its picture alone; null where it is no sound PNG. */
export function barePng(bytes: Uint8Array): BarePhoto | null {
  if (!SIGNATURE.every((byte, k) => bytes[k] === byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [bytes.subarray(0, 8)];
  let size: { width: number; height: number } | null = null;
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return null;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    // The head comes first, and once.
    if ((name === 'IHDR') !== (size === null)) return null;
    if (name === 'IHDR') {
      if (length !== 13) return null;
      size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    }
    if (KEPT.has(name)) parts.push(bytes.subarray(at, end));
    if (name === 'IEND') return size && { type: 'image/png', bytes: joined(parts), ...size };
    at = end;
  }
  return null;
}
