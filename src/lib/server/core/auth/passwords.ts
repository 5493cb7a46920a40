import { createHash, randomBytes, randomInt } from 'node:crypto';
import argon2 from 'argon2';

/** What a hash costs: OWASP's least for argon2id (19 MiB, two passes), some 50 ms on a small server. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** No vowels and nothing that looks like something else: read out on the telephone, copied from paper. */
const LETTERS = 'bcdfghkmnpqrstvwxz23456789';

/** Bounds of a password in characters; a card's PIN is `PIN_DIGITS` digits. */
export const PASSWORD = { least: 10, most: 128 } as const;
const PIN_DIGITS = 8;

/** argon2id of a password or a PIN, with its salt and cost in it. */
export function hashPassword(password: string): Promise<string> {
  return argon2.hash(password.normalize('NFC'), COST);
}

/** Whether a password is the one that was hashed. */
export function isPassword(hash: string, password: string): Promise<boolean> {
  return argon2.verify(hash, password.normalize('NFC'));
}

/** A password that somebody else hands out, good for one sign-in: `xxxx-xxxx-xxxx-xxxx`, 75 bits. */
export function newOneTimePassword(): string {
  const letters = Array.from({ length: 16 }, () => LETTERS.charAt(randomInt(LETTERS.length)));
  return (letters.join('').match(/.{4}/g) ?? []).join('-');
}

/** A short code to be typed with a screen's remote control: `xxxx-xxxx`, 37.6 bits. */
export function newScreenCode(): string {
  const letters = Array.from({ length: 8 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** Eight letters and digits as somebody typed them, whatever their case and what stands between; null for anything else. */
export function screenCodeOf(typed: string): string | null {
  if (typed.length > 64) return null;
  const letters = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return letters.length === 8 && [...letters].every((letter) => LETTERS.includes(letter)) ? letters : null;
}

/** A card's PIN: eight random digits. */
export function newPin(): string {
  return String(randomInt(10 ** PIN_DIGITS)).padStart(PIN_DIGITS, '0');
}

/** What a card's QR code or a screen's link carries: 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 of a token, hexadecimal: what is kept of it. Tokens are random, so nothing slower is needed. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
