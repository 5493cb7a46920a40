import { createHash } from 'node:crypto';
import { z } from 'zod';
import { mayAt, type Principal } from '../../domain/access.ts';
import { dayAt } from '../../domain/period.ts';
import type { World } from '../../domain/world.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
import { fault } from '../ingest/faults.ts';
import { problemAnswer } from '../ingest/problem.ts';

/** Characters of a quick note. */
const NOTE_LENGTH = 2_000;

const shape = z.strictObject({ group: z.string().max(64), text: z.string() });

/** What a note's call needs of the program. */
type Notary = Pick<CurrentRuntime, 'append' | 'appendOnce' | 'clock'> & { readonly world: World };

/**
 * `POST /api/v1/notes`: a quick note (báo cáo nhanh) of a group at any time, in words alone; with an
 * `Idempotency-Key` it is kept once, however often it is sent.
 */
export async function noteAnswer(
  runtime: Notary,
  principal: Principal,
  body: { readonly json: unknown; readonly bytes: Uint8Array; readonly key: string | null }
): Promise<Response> {
  const read = shape.safeParse(body.json);
  if (!read.success)
    return problemAnswer(422, { faults: [fault('', 'badShape', { what: '{group, text}' })] });
  const text = read.data.text.normalize('NFC').trim();
  const node = runtime.world.tree.groupCalled(read.data.group);
  if (!node)
    return problemAnswer(422, { faults: [fault('/group', 'unknownGroup', { what: read.data.group })] });
  if (!mayAt(principal, 'file', runtime.world.tree, node.ordinal, dayAt(runtime.clock())))
    return problemAnswer(403);
  if (text === '') return problemAnswer(422, { faults: [fault('/text', 'noValues')] });
  if (text.length > NOTE_LENGTH)
    return problemAnswer(422, { faults: [fault('/text', 'textTooLong', { limit: NOTE_LENGTH })] });
  const bodies = [{ kind: 'note' as const, group: node.group.code, text }];
  if (body.key === null) return kept(await runtime.append(principal, bodies), false);
  const bodyHash = createHash('sha256').update(body.bytes).digest('hex');
  const outcome = await runtime.appendOnce(principal, bodies, { key: body.key, bodyHash });
  return outcome === 'conflict' ? problemAnswer('keyUsed') : kept(outcome.first, outcome.replayed);
}

function kept(position: number, replayed: boolean): Response {
  return Response.json({ id: `n${position}`, position }, { status: replayed ? 200 : 201 });
}
