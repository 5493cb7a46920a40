import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { AREAS } from '../../../api/api.ts';
import type { Declaration } from '../../../api/declare.ts';
import { REFUSALS, type RefusalKind } from '../../../api/refusals.ts';
import { LIMITS } from '../../core/ingest/faults.ts';
import { problem } from '../../core/ingest/schema.ts';

type Security = readonly Readonly<Record<string, string[]>>[];

/** What any call with a body, and any call at all, may be refused for before its verb is asked. */
const OF_BODY: readonly RefusalKind[] = ['notJson', 'tooLarge', 'notJsonType', 'wrong'];
const OF_DOOR: readonly RefusalKind[] = ['signIn', 'mayNotSee', 'tooMany', 'unavailable'];

const BINARY = z.string().meta({ format: 'binary' });
/** The header of calls that are done once (RULES 19). */
const KEY = z.object({
  'Idempotency-Key': z
    .string()
    .max(LIMITS.idempotencyKey)
    .optional()
    .meta({ description: 'Gửi lại cùng khóa không làm lại / the same key again does nothing anew' })
});

/** The paths of every declared call: bodies, answers and refusals from the schemas that judge them. */
export function declaredPaths(security: Security): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [tag, declared] of Object.entries(AREAS))
    for (const [name, call] of Object.entries(declared))
      (paths[call.path] ??= {})[call.method.toLowerCase()] = operation(name, call, tag, security);
  return paths;
}

function operation(
  operationId: string,
  call: Declaration,
  tag: string,
  security: Security
): ZodOpenApiOperationObject {
  const { path, query, body, sends, answer, status = 200, may, summary, method, once } = call;
  const names = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
  const requestParams = {
    ...(names.length > 0 && { path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }),
    ...(query && { query }),
    ...(once && { header: KEY })
  };
  const content =
    'media' in answer ? { [answer.media]: { schema: BINARY } } : { 'application/json': { schema: answer } };
  return {
    operationId,
    summary: `${summary.vi} / ${summary.en}`,
    tags: [tag],
    security: may === 'open' ? [] : security.map((one) => ({ ...one })),
    ...(Object.keys(requestParams).length > 0 && { requestParams }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    ...(sends && { requestBody: { required: true, content: { [sends.media]: { schema: BINARY } } } }),
    responses: {
      [String(status)]: { description: 'OK', ...(status !== 204 && { content }) },
      ...refusals(call, method !== 'GET')
    }
  };
}

function refusals({ body, sends, query, may, beside, once, refuses = [] }: Declaration, changes: boolean) {
  const said = beside ? problem.extend(beside.partial().shape) : problem;
  const door = OF_DOOR.filter((kind) => may !== 'open' || (kind !== 'signIn' && kind !== 'mayNotSee'));
  const kinds = new Set<RefusalKind>([
    ...door,
    ...(body ? OF_BODY : sends ? (['tooLarge'] as const) : []),
    ...(query ? (['wrong', 'notJson'] as const) : []),
    ...(changes ? (['otherAccount'] as const) : []),
    ...(once ? (['badRequest', 'keyUsed'] as const) : []),
    ...refuses
  ]);
  const byStatus = Map.groupBy(kinds, (kind) => REFUSALS[kind].status);
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => [
      String(status),
      {
        description: those
          .map((kind) => `${REFUSALS[kind].title.vi} / ${REFUSALS[kind].title.en}`)
          .join('; '),
        content: { 'application/problem+json': { schema: said } }
      }
    ])
  );
}
