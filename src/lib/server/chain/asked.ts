import type { z } from 'zod';
import type { Words } from '../../domain/indicator.ts';
import { parseJson, readBody } from '../ingest/body.ts';
import { problemAnswer, type ProblemFault } from '../ingest/problem.ts';

/** Bytes that a call of the chain's pages may have. */
const MOST_BYTES = 256 * 1024;

/** A fault in both languages. */
export function faultAt(path: string, code: string, vi: string, en: string): ProblemFault {
  const message: Words = { vi, en };
  return { path, code, message };
}

/** What a call asks for, in a shape; else the answer that refuses it. */
export async function asked<T>(request: Request, shape: z.ZodType<T>): Promise<T | Response> {
  const body = await readBody(request, MOST_BYTES);
  if (body === 'tooLarge') return problemAnswer(413);
  const json = parseJson(body.bytes);
  if (json === undefined) return problemAnswer(400);
  const read = shape.safeParse(json);
  if (read.success) return read.data;
  const faults = read.error.issues.slice(0, 50).map(({ path, message }) => {
    const where = path.map((part) => `/${String(part)}`).join('');
    return faultAt(where, 'badShape', `Giá trị không hợp lệ${where && ` (${where})`}.`, `${message}.`);
  });
  return problemAnswer(422, { faults });
}
