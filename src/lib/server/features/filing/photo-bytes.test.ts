import { describe, expect, test } from 'vitest';
import { barePhoto } from './photo-bytes.ts';

const bytes = (...parts: (number[] | string)[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part))
  );
const segment = (marker: number, content: string | number[]) => {
  const body = typeof content === 'string' ? [...Buffer.from(content, 'latin1')] : content;
  return [0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff, ...body];
};
const EXIF = segment(0xe1, 'Exif\0\0GPSLatitude 16.07');
const frame = (width: number, height: number) =>
  segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
const jpeg = (width = 640, height = 480) =>
  bytes(
    [0xff, 0xd8],
    EXIF,
    segment(0xfe, 'chụp tại nhà'),
    segment(0xdb, new Array<number>(65).fill(1)),
    frame(width, height),
    segment(0xc4, new Array<number>(20).fill(0)),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56],
    [0xff, 0xd9],
    'trailing secret'
  );
const chunk = (name: string, content: number[]) => {
  const length = content.length;
  return [length >> 24, length >> 16, length >> 8, length]
    .map((b) => b & 255)
    .concat([...Buffer.from(name)], content, [0, 0, 0, 0]);
};
const png = bytes(
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  chunk('IHDR', [0, 0, 2, 0, 0, 0, 1, 0, 8, 2, 0, 0, 0]),
  chunk('tEXt', [...Buffer.from('Author\0somebody')]),
  chunk('eXIf', [1, 2, 3]),
  chunk('IDAT', [1, 2, 3]),
  chunk('IEND', [])
);
const text = (photo: { bytes: Uint8Array } | null) => Buffer.from(photo?.bytes ?? []).toString('latin1');

describe('a photo is a picture and nothing else', () => {
  test('JPEG loses EXIF, comments and what follows its end, and keeps its scan', () => {
    const bare = barePhoto(jpeg());
    expect(bare).toMatchObject({ type: 'image/jpeg', width: 640, height: 480 });
    expect(text(bare)).not.toMatch(/Exif|GPS|secret|nhà/);
    expect(text(bare)).toContain('\x12\xff\x00\x34\xff\xd0\x56');
    expect(barePhoto(bare!.bytes)?.bytes, 'stripping again changes nothing').toEqual(bare!.bytes);
  });
  test('PNG loses texts and EXIF', () => {
    const bare = barePhoto(png);
    expect(bare).toMatchObject({ type: 'image/png', width: 512, height: 256 });
    expect(text(bare)).not.toMatch(/somebody|tEXt|eXIf/);
  });
  test('a picture that was cut off anywhere before its end is refused', () => {
    for (const whole of [jpeg().subarray(0, -'trailing secret'.length), png])
      for (let length = 0; length < whole.length; length++)
        expect(barePhoto(whole.subarray(0, length)), `${length} bytes`).toBeNull();
    expect(barePhoto(jpeg().subarray(0, -'trailing secret'.length))).not.toBeNull();
  });
  test.each([
    ['nothing', new Uint8Array()],
    ['a page', bytes('<svg onload=alert(1)>')],
    ['half a JPEG', jpeg().subarray(0, 60)],
    ['a head without a picture', bytes([0xff, 0xd8], EXIF, [0xff, 0xd9])],
    ['a picture too wide', jpeg(5000, 10)],
    ['a picture of no width', jpeg(0, 10)],
    ['half a PNG', png.subarray(0, 50)],
    ['too many bytes', new Uint8Array(601 * 1024).fill(0xff)]
  ])('%s is refused', (_, given) => expect(barePhoto(given)).toBeNull());
  test('every cut of a sound JPEG is refused or sound, and never throws', () => {
    const whole = jpeg();
    for (let end = 0; end < whole.length; end++)
      expect(() => barePhoto(whole.subarray(0, end))).not.toThrow();
  });
});
