import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { PageServerLoad } from './$types';

/** How the store and the server are set. */
export const load: PageServerLoad = async () => {
  const { settings, auth, store, origin, embedOrigins } = currentRuntime();
  return {
    mode: settings.mode,
    profile: settings.profile ?? 'window',
    publicDepth: auth.publicDepth,
    provider: auth.provider?.name ?? null,
    database: store.database.type,
    entries: await store.head(),
    origin,
    embedOrigins
  };
};
