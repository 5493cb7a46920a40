import type { BarePhoto } from './bare-photo.ts';
import { bareJpeg } from './photo-jpeg.ts';
import { barePng } from './photo-png.ts';
import { bareWebp } from './photo-webp.ts';

/** Bounds of a photo: bytes, and pixels along each side. */
export const PHOTO_LIMITS = { bytes: 600 * 1024, side: 4096 } as const;

/**
 * Takes a photo apart and keeps what makes the picture; null where it is none of the three kinds that we know, is
 * damaged, is too large, or holds what we do not know how to leave out (animations).
 */
export function barePhoto(bytes: Uint8Array): BarePhoto | null {
  if (bytes.length > PHOTO_LIMITS.bytes) return null;
  const found = bareJpeg(bytes) ?? barePng(bytes) ?? bareWebp(bytes);
  if (!found) return null;
  const fits = (side: number) => side >= 1 && side <= PHOTO_LIMITS.side;
  return fits(found.width) && fits(found.height) ? found : null;
}
