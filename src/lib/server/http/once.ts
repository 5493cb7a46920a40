import { createHash } from 'node:crypto';
import { refuse, type Outcome } from '../../api/outcome.ts';
import type { Once } from '../context/current-runtime.ts';
import { LIMITS } from '../core/ingest/faults.ts';

/** The caller's key for one call with the hash of what was sent under it (RULES 19); null where it names none. */
export function onceOf(request: Request, bytes: Uint8Array): Outcome<Once> | null {
  const key = request.headers.get('idempotency-key');
  if (key === null) return null;
  if (key.length > LIMITS.idempotencyKey || !/^[\x20-\x7e]+$/.test(key))
    return refuse(
      'badRequest',
      'badKey',
      `Idempotency-Key phải có 1–${LIMITS.idempotencyKey} ký tự ASCII.`,
      `An Idempotency-Key has 1–${LIMITS.idempotencyKey} ASCII characters.`
    );
  return { key, bodyHash: createHash('sha256').update(bytes).digest('hex') };
}
