import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { PageServerLoad } from './$types';

type Backup = ReturnType<typeof currentRuntime>['backup'];

/** After this long a nightly backup is missed, milliseconds. */
const MISSED_MS = 36 * 3_600_000;

/** When the newest backup was made and verified; null where none is set. */
async function backupState({ plan, newest }: Backup, now: number) {
  if (!plan) return null;
  const note = await newest().catch(() => null);
  const isMissed = note === null || now - note.at > MISSED_MS;
  return { at: note?.at ?? null, verifiedAt: note?.verifiedAt ?? null, isMissed };
}

/** How the store and the server are set. */
export const load: PageServerLoad = async () => {
  const { settings, auth, store, origin, embedOrigins, backup, clock } = currentRuntime();
  return {
    mode: settings.mode,
    profile: settings.profile ?? 'window',
    publicDepth: auth.publicDepth,
    provider: auth.provider?.name ?? null,
    database: store.database.type,
    entries: await store.head(),
    origin,
    embedOrigins,
    backup: await backupState(backup, clock())
  };
};
