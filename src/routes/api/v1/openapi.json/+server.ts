import type { RequestHandler } from '@sveltejs/kit';
import { openApiDocument } from '$lib/server/http/openapi/openapi.ts';

/** What machines can ask and file, as OpenAPI 3.1. */
export const GET: RequestHandler = () =>
  Response.json(openApiDocument(), { headers: { 'cache-control': 'no-cache' } });
