import { expect, it } from 'vitest';
import { existingRoutes } from '../../../../tests/support/routes.ts';
import { openApiDocument } from './openapi/openapi.ts';
import { QUERIES, queryOf, strangeNames, switchOf } from './query-names.ts';

it('every call that is declared exists, and the OpenAPI page says the same names', () => {
  const { paths = {} } = openApiDocument();
  for (const { id, methods } of existingRoutes().filter(({ id }) => id.startsWith('/api/v1/')))
    for (const method of methods) {
      const path = id.replace(/\[(\w+)\]/g, '{$1}');
      const calls: Readonly<Record<string, unknown>> = { ...paths[path] };
      const call = calls[method.toLowerCase()] as { parameters?: { in: string; name: string }[] } | undefined;
      const told = (call?.parameters ?? []).flatMap((one) => (one.in === 'query' ? [one.name] : []));
      expect(told.sort(), `${method} ${id}`).toEqual(Object.keys(queryOf(id, method)).sort());
    }
  const real = new Set(
    existingRoutes().map(({ id }) => id.replace('/api/v1', '').replace(/\[(\w+)\]/g, '{$1}'))
  );
  expect(Object.keys(QUERIES).filter((path) => !real.has(path))).toEqual([]);
});

it('a name that a call does not know is told, with those that it knows', () => {
  const strange = (text: string) => strangeNames('/api/v1/attainment', 'GET', new URLSearchParams(text));
  expect(strange('unit=48@2025-07-01&period=2026-10')).toBeNull();
  expect(strange('unit=48@2025-07-01&perod=2026-10')?.en).toContain(
    'No such parameter: perod. Parameters: unit, period'
  );
  expect(strangeNames('/api/v1/reports', 'POST', new URLSearchParams('dryrun=1'))).not.toBeNull();
  expect(strangeNames('/explore', 'GET', new URLSearchParams('x=1'))).toBeNull();
});

it('1 and true are the same, and nothing else is on', () => {
  const read = ['dryRun=1', 'dryRun=true', '', 'dryRun=0', 'dryRun=yes', 'dryRun='].map((text) =>
    switchOf(new URLSearchParams(text), 'dryRun')
  );
  expect(read).toEqual([true, true, false, false, null, null]);
});
