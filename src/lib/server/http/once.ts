import { createHash } from 'node:crypto';
import { refuse, type Outcome } from '../../api/outcome.ts';
import type { Once } from '../current-runtime.ts';

/** The caller's key for one call with the hash of what was sent under it (RULES 19); null where it names none. */
export function onceOf(request: Request, bytes: Uint8Array): Outcome<Once> | null {
  const key = request.headers.get('idempotency-key');
  if (key === null) return null;
  if (!/^[\x20-\x7e]{1,190}$/.test(key))
    return refuse(
      'badRequest',
      'badKey',
      'Idempotency-Key phải có 1–190 ký tự ASCII.',
      'An Idempotency-Key has 1–190 ASCII characters.'
    );
  return { key, bodyHash: createHash('sha256').update(bytes).digest('hex') };
}
