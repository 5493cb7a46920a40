import type { Principal } from '../../domain/access.ts';
import { dayAt, isDay } from '../../domain/period.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
import { readBody } from '../ingest/body.ts';
import { problemAnswer } from '../ingest/problem.ts';
import { refused, unitFor } from './answers.ts';
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
  runtime: CurrentRuntime,
  principal: Principal,
  unit: string,
  request: Request,
  name: string
): Promise<Response> {
  const found = unitFor(runtime, principal, 'giveTargets', unit);
  if (found instanceof Response) return found;
  const body = await readBody(request, MOST_BYTES);
  if (body === 'tooLarge') return problemAnswer(413, { headers: { connection: 'close' } });
  const read = await runtime.readTargetWorkbook(body.bytes, name.slice(0, 200));
  if ('refused' in read) return refused([{ path: '', code: 'file', message: read.refused }]);
  return Response.json(read, { headers: { 'cache-control': 'no-store' } });
}
