import { expect, test } from 'vitest';
import { letFrame } from './framing.ts';

const POLICY = "default-src 'self'; frame-ancestors 'none'";
function framed(route: string | null, origins: readonly string[]): Headers {
  const headers = new Headers({ 'content-security-policy': POLICY, 'x-frame-options': 'SAMEORIGIN' });
  letFrame(headers, route, origins);
  return headers;
}

test('the embedded map alone may be framed, by the named sites alone', () => {
  const headers = framed('/embed', ['https://a.example', 'https://b.example']);
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'self'; frame-ancestors 'self' https://a.example https://b.example"
  );
  expect(headers.get('x-frame-options')).toBe(null);
  for (const strict of [
    framed('/embed', []),
    framed('/explore', ['https://a.example']),
    framed(null, ['https://a.example'])
  ]) {
    expect(strict.get('content-security-policy')).toBe(POLICY);
    expect(strict.get('x-frame-options')).toBe('SAMEORIGIN');
  }
});
