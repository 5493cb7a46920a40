import type { FieldFault } from '../../api/outcome.ts';
import { problemAnswer } from '../ingest/problem.ts';
import type { Kept } from './playlists.ts';

/** What became of a playlist, as an answer. */
export function keptAnswer(kept: Kept, status = 200): Response {
  if ('refused' in kept) return problemAnswer(kept.refused);
  if ('faults' in kept) return faultsAnswer(kept.faults);
  return Response.json(kept.playlist, { status, headers: { 'cache-control': 'no-store' } });
}

/** What is wrong with a playlist; nothing was kept. */
function faultsAnswer(faults: readonly FieldFault[]): Response {
  const first = faults[0]?.message;
  return problemAnswer(422, { ...(first ? { detail: `${first.vi} / ${first.en}` } : {}), faults });
}
