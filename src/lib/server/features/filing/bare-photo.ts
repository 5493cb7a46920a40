/** A photo that is a picture and nothing else: no EXIF, no place, no text, no thumbnail. */
export interface BarePhoto {
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}
