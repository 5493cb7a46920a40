import type * as api from '../../../api/filing.ts';
import { KEY_USED, NOT_YOURS, wrong } from '../../../api/outcome.ts';
import { mayAt, type Principal } from '../../../domain/access.ts';
import { dayAt } from '../../../domain/period.ts';
import type { World } from '../../../domain/world.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import type { Asked, Became } from '../../http/serve.ts';
import { fault } from '../../core/ingest/faults.ts';

/** Characters of a quick note. */
const NOTE_LENGTH = 2_000;

/** Who sends a note, to which part of the program. */
interface NoteContext {
  readonly runtime: Pick<CurrentRuntime, 'append' | 'appendOnce' | 'clock'> & { readonly world: World };
  readonly principal: Principal;
}

/** Keeps a quick note (báo cáo nhanh) of a group; under a key once, however often it is sent. */
export async function sendNote(
  { runtime, principal }: NoteContext,
  { body, once }: Pick<Asked<typeof api.sendNote>, 'body' | 'once'>
): Promise<Became<typeof api.sendNote>> {
  const text = body.text.normalize('NFC').trim();
  const { tree } = runtime.world;
  const node = tree.groupCalled(body.group);
  if (!node) return wrong(fault('/group', 'unknownGroup', { what: body.group }));
  if (!mayAt(principal, 'file', tree, node.ordinal, dayAt(runtime.clock()))) return NOT_YOURS;
  if (text === '') return wrong(fault('/text', 'noValues'));
  if (text.length > NOTE_LENGTH) return wrong(fault('/text', 'textTooLong', { limit: NOTE_LENGTH }));
  const bodies = [{ kind: 'note' as const, group: node.group.code, text }];
  if (once === null) return kept(await runtime.append(principal, bodies));
  const outcome = await runtime.appendOnce(principal, bodies, once);
  if (outcome === 'conflict') return KEY_USED;
  return outcome.replayed ? { replayed: kept(outcome.first) } : kept(outcome.first);
}

function kept(position: number) {
  return { id: `n${position}`, position };
}
