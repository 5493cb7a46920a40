import type { Answer } from '../../../api/declare.ts';
import type { findUnits } from '../../../api/register.ts';
import { dayAt } from '../../../domain/period.ts';
import { LEVELS, type Level } from '../../../domain/unit.ts';
import type { Context } from '../../context/context.ts';
import type { Asked } from '../../http/serve.ts';
import { readyPlaces } from './place-index.ts';
import { searchUnits } from './search-units.ts';

/** Units of one answer. */
const MOST = 50;

/** Units (and groups) by any spelling of their name or the beginning of their code, in what the caller may read. */
export async function unitsFor(
  { runtime: { world, clock, publisher }, principal }: Context,
  { query: { q, level, past } }: Pick<Asked<typeof findUnits>, 'query'>
): Promise<Answer<typeof findUnits>> {
  const { structure } = publisher.fold;
  if (q !== '') await readyPlaces(world, structure, publisher.spent);
  const levels = level.map((name) => LEVELS.indexOf(name)).filter((one): one is Level => one >= 0);
  const wanted = { text: q, levels, past: past === '1', limit: MOST };
  return { units: searchUnits(world, structure, principal, wanted, dayAt(clock())) };
}
