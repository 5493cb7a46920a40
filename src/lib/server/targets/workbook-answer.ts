import type { Principal } from '../../domain/access.ts';
import { dayAt, isDay } from '../../domain/period.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
import { problemAnswer } from '../ingest/problem.ts';
import { unitFor } from './answers.ts';
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
