import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import type { PageServerLoad } from './$types';

type Backup = ReturnType<typeof currentRuntime>['backup'];

/** After this long a nightly backup is missed, milliseconds. */
const MISSED_MS = 36 * 3_600_000;

/** When the newest backup was made and verified, and what went wrong since; null where none is set. */
async function backupState(backup: Backup, now: number) {
  if (!backup) return null;
  const { newest, failure } = await backup.state();
  const isMissed = newest === null || now - newest.at > MISSED_MS;
  return { at: newest?.at ?? null, verifiedAt: newest?.verifiedAt ?? null, isMissed, failure };
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
