import type { Principal } from '../../../domain/access.ts';
import { dayAt, isDay } from '../../../domain/period.ts';
import { readBody } from '../../http/body.ts';
import { problemAnswer } from '../../http/problem.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import { switchOf } from '../../http/query-names.ts';
import { NotForTheWorld } from '../../core/structure/append-judged.ts';
import { planImport, type ImportKind, type ImportPlan } from './import.ts';
import { IMPORT_LIMITS } from './read-rows.ts';

/** What an import needs of the running program. */
type Registrar = Pick<CurrentRuntime, 'world' | 'clock' | 'append'>;

/**
 * Judges a file of units, groups or indicators (CSV or JSON as the body) and takes it in where nothing is wrong:
 * `dryRun` (1, true) only says what would happen; `validFrom` is the first day of rows that name none; `renames` takes other
 * names for units that are known.
 */
export async function importAnswer(
  runtime: Registrar,
  kind: ImportKind,
  principal: Principal,
  request: Request
): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const validFrom = query.get('validFrom') || null;
  if (validFrom !== null && !isDay(validFrom)) return problemAnswer(400, { detail: 'validFrom' });
  const [dryRun, renames] = [switchOf(query, 'dryRun'), switchOf(query, 'renames')];
  if (dryRun === null || renames === null)
    return problemAnswer(400, { detail: 'dryRun, renames: 1, true, 0, false' });
  if (!/^(?:text\/csv|application\/json)\b/i.test(request.headers.get('content-type') ?? ''))
    return problemAnswer(415, { detail: 'text/csv, application/json' });
  const body = await readBody(request, IMPORT_LIMITS.bytes);
  if (body === 'tooLarge') return problemAnswer(413, { headers: { connection: 'close' } });
  const asked = {
    kind,
    bytes: body.bytes,
    validFrom,
    renames,
    principal,
    day: dayAt(runtime.clock())
  };
  const plan = planImport(runtime.world, asked);
  if (dryRun) return Response.json(told(plan), NOT_KEPT);
  if (plan.faults.length > 0) return refused(plan);
  if (plan.bodies.length === 0) return Response.json(told(plan), NOT_KEPT);
  try {
    const position = await runtime.append(principal, plan.bodies);
    return Response.json({ ...told(plan), position }, { status: 201, ...NOT_KEPT });
  } catch (error) {
    // Somebody else changed the structure in between.
    if (error instanceof NotForTheWorld) return refused(planImport(runtime.world, asked));
    throw error;
  }
}

const NOT_KEPT = { headers: { 'cache-control': 'no-store' } };

/** The plan as it is answered: without the entries themselves. */
function told({ rows, added, changed, unchanged, changes, faults, remarks, more }: ImportPlan) {
  return { rows, added, changed, unchanged, changes, faults, remarks, more };
}

function refused({ faults, more }: ImportPlan): Response {
  const isForbidden = faults.every(({ code }) => code === 'forbidden');
  return problemAnswer(isForbidden ? 403 : 422, {
    faults: faults.map(({ row, column, code, message }) => ({
      path: `/${row}${column === '' ? '' : `/${column}`}`,
      code,
      message
    })),
    more
  });
}
