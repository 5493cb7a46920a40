import { expect, test } from 'vitest';
import { decodeOld, decodeWhole, guessOld, LettersFinder } from './letters.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const ascii = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

/** `Mã tổ;Mã chỉ số;Kỳ;Tử số;Mẫu số;Lý do` and more, as each old program writes it. */
const TCVN3 = ascii('M· tæ;M· chØ sè;Kú;Tö sè;MÉu sè;Lý do;®Õm l¹i c¶ tæ');
const VNI = ascii('Maõ toå;Maõ chæ soá;Kyø;Töû soá;Maãu soá;Lyù do;ñeám laïi caû toå');

test('TCVN3 and VNI are read letter by letter', () => {
  expect(decodeOld(TCVN3, 'tcvn3')).toBe(
    'Mã tổ;Mã chỉ số;Kú'.replace('Kú', 'Kỳ') + ';Tử số;Mẫu số;Lý do;đếm lại cả tổ'
  );
  expect(decodeOld(VNI, 'vni')).toBe('Mã tổ;Mã chỉ số;Kỳ;Tử số;Mẫu số;Lý do;đếm lại cả tổ');
  expect(decodeOld(ascii('ÑAÛNG UÛY PHÖÔØNG HAÛI CHAÂU, XAÕ BAØ NAØ, ÔÛ'), 'vni')).toBe(
    'ĐẢNG ỦY PHƯỜNG HẢI CHÂU, XÃ BÀ NÀ, Ở'
  );
  expect(decodeOld(ascii('Ph\xadêng H¶i Ch©u, ®Æc khu Hoµng Sa'), 'tcvn3')).toBe(
    'Phường Hải Châu, đặc khu Hoàng Sa'
  );
});

test('the guess is the reading that is most like Vietnamese', () => {
  expect(guessOld(TCVN3)).toBe('tcvn3');
  expect(guessOld(VNI)).toBe('vni');
  // windows-1258: `Phường Hải Châu, tổ dân phố`
  expect(guessOld(bytes('5068fdf5cc6e672048 61d2 69 204368e275 2c 2074f4d2 2064e26e 207068f4ec'))).toBe(
    'windows-1258'
  );
});

test.each([
  ['Phường Hải Châu', 'utf-8', true],
  ['plain', 'utf-8', true]
])('UTF-8: %s', (text, letters, isSure) => {
  expect(decodeWhole(Buffer.from(text))).toMatchObject({ letters, isSure, text });
});

test('one foreign byte does not turn the rest', () => {
  const text = Buffer.concat([Buffer.from('đếm lại cả tổ dân phố\nch'), bytes('ea'), Buffer.from('\n')]);
  expect(decodeWhole(text)).toMatchObject({ letters: 'utf-8', text: 'đếm lại cả tổ dân phố\nch\ufffd\n' });
});

test('what is no UTF-8 is not sure', () => {
  expect(decodeWhole(TCVN3)).toMatchObject({ letters: 'tcvn3', isSure: false });
});

test('UTF-16 is known by its mark; a letter may be cut anywhere between two pieces', () => {
  expect(decodeWhole(Buffer.concat([bytes('fffe'), Buffer.from('Tổ', 'utf16le')]))).toMatchObject({
    text: 'Tổ'
  });
  const finder = new LettersFinder();
  for (const byte of Buffer.from('Tổ dân phố')) finder.take(Uint8Array.of(byte));
  expect(finder.end()).toEqual({ letters: 'utf-8', isSure: true });
});

test.each(['c0af', 'eda080', 'f4908080', 'e0809f'])('what is no well-formed UTF-8: %s', (hex) => {
  const finder = new LettersFinder();
  finder.take(bytes(hex));
  expect(finder.end()).toBeNull();
});
