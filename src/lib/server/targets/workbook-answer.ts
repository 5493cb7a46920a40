import type { Principal } from '../../domain/access.ts';
import type { Words } from '../../domain/indicator.ts';
import { dayAt, isDay } from '../../domain/period.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
import { readBody } from '../ingest/body.ts';
import { problemAnswer } from '../ingest/problem.ts';
import { refused, unitFor, type TargetRoom } from './answers.ts';
import type { ReadTarget } from './read-workbook.ts';
import { RecipientReader, type RecipientReading } from './recipient-reader.ts';
import { rowId } from './recipients.ts';
import { targetSheet } from './sheet.ts';
import { targetWorkbook } from './workbook.ts';

/** `GET /api/v1/targets/{unit}/workbook?on=&indicator=…`: the same grid as an Excel table. */
export async function workbookAnswer(
  runtime: CurrentRuntime,
  principal: Principal,
  unit: string,
  query: URLSearchParams
): Promise<Response> {
  const found = unitFor(runtime, principal, 'readTexts', unit);
  if (found instanceof Response) return found;
  const day = query.get('on') ?? dayAt(runtime.clock());
  if (!isDay(day)) return problemAnswer(400, { detail: 'on: YYYY-MM-DD' });
  const indicators = query.getAll('indicator').slice(0, 100);
  const sheet = targetSheet(runtime.publisher, principal, runtime.clock(), { unit: found, day, indicators });
  return new Response(new Uint8Array(await targetWorkbook(sheet)), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="muc-giao-${found.unit.code}-${day}.xlsx"`,
      'cache-control': 'no-store'
    }
  });
}

/** Bytes of a targets workbook: thousands of recipients fit in a tenth of it. */
const MOST_BYTES = 4 * 1024 * 1024;

/** `POST /api/v1/targets/{unit}/workbook?name=`: what a filled-in table says, cell by cell; stores nothing. */
export async function workbookRead(
  runtime: TargetRoom & Pick<CurrentRuntime, 'readTargetWorkbook'>,
  principal: Principal,
  unit: string,
  request: Request,
  name: string
): Promise<Response> {
  const found = unitFor(runtime, principal, 'giveTargets', unit);
  if (found instanceof Response) return found;
  const body = await readBody(request, MOST_BYTES);
  if (body === 'tooLarge') return problemAnswer(413, { headers: { connection: 'close' } });
  const { world } = runtime;
  const codes = new Set(world.indicators.map(({ indicator }) => indicator.code));
  const read = await runtime.readTargetWorkbook(body.bytes, name.slice(0, 200), codes);
  if ('refused' in read) return refused([{ path: '', code: 'file', message: read.refused }]);
  const taken = inPlace(read.cells, new RecipientReader(world, found, dayAt(runtime.clock())));
  return Response.json({ ...taken, skipped: read.skipped }, { headers: { 'cache-control': 'no-store' } });
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
