import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { MAX_FILED } from '../../../domain/report.ts';
import { existingRoutes } from '../../../../../tests/support/routes.ts';
import { openApiDocument } from './openapi.ts';

describe('the OpenAPI document', () => {
  const document = openApiDocument();

  it('is version 3.1 and names every address for machines', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths ?? {})).toEqual(
      expect.arrayContaining(['/api/v1/reports', '/api/v1/snapshots/{root}/{depth}', '/healthz', '/readyz'])
    );
  });

  it('names every call of the interface that exists, and no other', () => {
    const real = existingRoutes()
      .filter(({ id }) => id.startsWith('/api/v1/'))
      .flatMap(({ id, methods }) => methods.map((method) => `${method} ${id.replace(/\[(\w+)\]/g, '{$1}')}`));
    const told = Object.entries(document.paths ?? {})
      .filter(([path]) => path.startsWith('/api/v1/'))
      .flatMap(([path, calls]) =>
        Object.keys(calls ?? {}).map((method) => `${method.toUpperCase()} ${path}`)
      );
    expect(told.sort()).toEqual(real.sort());
  });

  it('says of a figure what the validation says', () => {
    const value = document.components?.schemas?.SubmittedValue;
    expect(value).toMatchObject({
      required: ['indicator', 'numerator'],
      properties: {
        numerator: { type: 'integer', minimum: 0, maximum: MAX_FILED },
        denominator: { type: ['integer', 'null'] }
      },
      additionalProperties: false
    });
  });

  it('gives a stock linter nothing to find', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const found = await lintFromString({ source: JSON.stringify(document), config });
    expect(found.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
  });

  it('refers only to schemas that it holds', () => {
    const names = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      (match) => match[1]
    );
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) expect(document.components?.schemas).toHaveProperty(name!);
  });
});
