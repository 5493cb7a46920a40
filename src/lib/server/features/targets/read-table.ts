import type { Answer } from '../../../api/declare.ts';
import { isRefusal, refuse, type Outcome } from '../../../api/outcome.ts';
import type * as api from '../../../api/targets.ts';
import type { Principal } from '../../../domain/access.ts';
import type { Words } from '../../../domain/indicator.ts';
import { dayAt } from '../../../domain/period.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import type { Asked } from '../../http/serve.ts';
import type { ReadTarget } from './read-workbook.ts';
import { RecipientReader, type RecipientReading } from './recipient-reader.ts';
import { rowId } from './recipients.ts';
import { unitFor } from './room.ts';

/** What reading a table needs of a request. */
interface TableContext {
  readonly runtime: Pick<CurrentRuntime, 'world' | 'clock' | 'readTargetWorkbook'>;
  readonly principal: Principal;
}

/** What a filled-in table says, cell by cell. */
export async function readTargetTable(
  context: TableContext,
  { params, query, body }: Pick<Asked<typeof api.readTargetTable>, 'params' | 'query' | 'body'>
): Promise<Outcome<Answer<typeof api.readTargetTable>>> {
  const unit = unitFor(context, 'giveTargets', params.unit);
  if (isRefusal(unit)) return unit;
  const { runtime } = context;
  const { world } = runtime;
  const codes = new Set(world.indicators.map(({ indicator }) => indicator.code));
  const read = await runtime.readTargetWorkbook(body, query.name.slice(0, 200), codes);
  if ('refused' in read) return refuse('wrong', 'file', read.refused.vi, read.refused.en);
  const taken = inPlace(read.cells, new RecipientReader(world, unit, dayAt(runtime.clock())));
  return { ...taken, skipped: read.skipped };
}

/** Rows that nobody is found for are told one by one, the first of them. */
const MOST_TOLD = 50;

/** The cells of a table by their recipients (RULES 27), and the rows whose recipient is not found, in words. */
function inPlace(
  cells: readonly ReadTarget[],
  reader: RecipientReader
): { readonly cells: Omit<ReadTarget, 'name'>[]; readonly faults: Words[] } {
  const readings = new Map<string, RecipientReading>();
  const faults: Words[] = [];
  const placed = cells.flatMap(({ row, name = '', indicator, text }) => {
    const key = `${row}\n${name}`;
    let reading = readings.get(key);
    if (!reading) {
      readings.set(key, (reading = reader.readCell(row, name)));
      if ('fault' in reading && faults.length < MOST_TOLD) faults.push(reading.fault);
    }
    return 'found' in reading ? [{ row: rowId(reading.found), indicator, text }] : [];
  });
  return { cells: placed, faults };
}
