import type { z } from 'zod';
import type { Words } from '../../domain/indicator.ts';
import { parseJson, readBody } from '../ingest/body.ts';
import type { FieldFault } from '../../api/outcome.ts';
import { problemAnswer } from '../ingest/problem.ts';

/** Bytes that a call of the chain's pages may have. */
const MOST_BYTES = 256 * 1024;

/** A fault in both languages. */
export function faultAt(path: string, code: string, vi: string, en: string): FieldFault {
  const message: Words = { vi, en };
  return { path, code, message };
}

/** What a shape of ours says of an issue, in both languages; a library's own words are for nobody. */
function wordsOf(issue: z.core.$ZodIssue): Words | null {
  const { vi, en }: Record<string, unknown> = (issue.code === 'custom' && issue.params) || {};
  return typeof vi === 'string' && typeof en === 'string' ? { vi, en } : null;
}

/** What a call asks for, in a shape; else the answer that refuses it. */
export async function asked<T>(request: Request, shape: z.ZodType<T>): Promise<T | Response> {
  const body = await readBody(request, MOST_BYTES);
  if (body === 'tooLarge') return problemAnswer(413);
  const json = parseJson(body.bytes);
  if (json === undefined) return problemAnswer(400);
  const read = shape.safeParse(json);
  if (read.success) return read.data;
  const faults = read.error.issues.slice(0, 50).map((issue) => {
    const where = issue.path.map((part) => `/${String(part)}`).join('');
    const told = wordsOf(issue);
    const place = where && ` (${where})`;
    return faultAt(
      where,
      'badShape',
      told?.vi ?? `Giá trị không hợp lệ${place}.`,
      told?.en ?? `This value is not valid${place}.`
    );
  });
  return problemAnswer(422, { faults });
}
