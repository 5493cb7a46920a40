import { mayAt } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { readSelection } from '$lib/board/selection.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { orWhenUnavailable } from '$lib/server/core/store/outage.ts';
import { queriesOf } from '$lib/server/features/workbench/saved-queries.ts';
import { ownUnit } from '../faces/own-unit.server.ts';
import { pictureFor, standing } from '../faces/picture.server.ts';
import type { PageServerLoad } from './$types';

/**
 * What the workbench may load: the unit and level of the address as far as whoever looks may see them, its periods,
 * its catalogue. `counts`: whether counts over a base of a few persons are theirs to see (RULES 17).
 */
export const load: PageServerLoad = async ({ url, locals, depends }) => {
  depends('sql:picture');
  const asked = readSelection(url.searchParams);
  const runtime = currentRuntime();
  const { principal } = locals;
  const now = runtime.clock();
  const { unit } = standing(runtime, asked.unit ?? ownUnit(runtime, principal), asked.period);
  const { picture, limited } = await pictureFor(runtime, principal, { ...asked, unit }, now, 'commune');
  const { tree } = runtime.world;
  const day = dayAt(runtime.clock());
  const below =
    picture === null
      ? []
      : tree.nodes
          .filter(
            (node) =>
              node.kind === 'unit' &&
              node.parent === picture.unit &&
              tree.isAlive(node.ordinal, picture.period)
          )
          .flatMap((node) => (node.kind === 'unit' ? [{ key: node.key, name: node.unit.fullName }] : []));
  return {
    picture: picture && { ...picture, slices: [] },
    limited,
    now,
    below: picture?.hidden === true ? [] : below,
    counts: picture !== null && mayAt(principal, 'readTexts', tree, picture.unit, day),
    queries: await orWhenUnavailable(queriesOf(runtime.store.queries, principal), [])
  };
};
