/** A photo as it is kept on the phone until it is sent. */
export interface ShrunkPhoto {
  readonly type: 'image/jpeg';
  readonly bytes: ArrayBuffer;
  readonly width: number;
  readonly height: number;
}

/** Longest side in pixels, and bytes. */
const SIDE = 1600;
const BYTES = 400 * 1024;
/** From the best that fits down to what still shows something; after them the picture gets smaller. */
const QUALITIES = [0.82, 0.7, 0.58, 0.45];

/**
 * Draws a photo anew, at most 1600 pixels a side and 400 KB: what the camera wrote beside the picture (place, time,
 * owner) is gone before anything is kept or sent. Null where it is no picture that this browser can read.
 */
export async function shrink(file: Blob): Promise<ShrunkPhoto | null> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (!picture) return null;
  try {
    for (let side = SIDE; side >= 400; side = Math.round(side * 0.75)) {
      const scale = Math.min(1, side / Math.max(picture.width, picture.height));
      const width = Math.max(1, Math.round(picture.width * scale));
      const height = Math.max(1, Math.round(picture.height * scale));
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const brush = canvas.getContext('2d');
      if (!brush) return null;
      // What is transparent would turn black.
      brush.fillStyle = '#fff';
      brush.fillRect(0, 0, width, height);
      brush.drawImage(picture, 0, 0, width, height);
      for (const quality of QUALITIES) {
        const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
        if (blob?.type !== 'image/jpeg') return null;
        if (blob.size <= BYTES) return { type: 'image/jpeg', bytes: await blob.arrayBuffer(), width, height };
      }
    }
    return null;
  } finally {
    picture.close();
  }
}
