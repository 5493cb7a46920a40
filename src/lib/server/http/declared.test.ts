import { expect, it } from 'vitest';
import { DECLARED } from '../../api/api.ts';

it('each call’s sample for the tests of rights is of its shape, so that a right refuses it and not a misspelling', () => {
  const place = { unit: 'x@2025-07-01', group: 'x', id: 'x', sha: 'x' };
  const wrong = DECLARED.flatMap(({ method, path, body, foreign }) => {
    const name = `${method} ${path}`;
    if (method !== 'GET' && !foreign) return [`${name} has no sample`];
    if (!body) return [];
    const taken = body.safeParse(foreign?.(place));
    if (!taken.success) return [`${name}: ${taken.error.message}`];
    return body.safeParse({ nosuch: 1 }).success ? [`${name} takes what it does not know`] : [];
  });
  expect(wrong, wrong.join('\n')).toEqual([]);
});
