import { mayAt } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { attainmentAnswer } from '$lib/server/snapshot/readings.ts';
import type { RequestHandler } from './$types';

/** The readings of one unit; counts of a few persons for those alone who may read what their groups write. */
export const GET: RequestHandler = ({ url, locals }) => {
  const { deskFor, world, clock } = currentRuntime();
  const maySeeSmall = (node: number) =>
    mayAt(locals.principal, 'readTexts', world.tree, node, dayAt(clock()));
  return attainmentAnswer({ ...deskFor(locals.principal), maySeeSmall }, url.searchParams);
};
