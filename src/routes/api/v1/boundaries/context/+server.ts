import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import type { RequestHandler } from './$types';

/** `GET /api/v1/boundaries/context[?v=hash]`: see `BoundaryContext`. */
export const GET: RequestHandler = ({ url, request }) =>
  currentRuntime().boundaries.context().respond(request, url.searchParams.get('v'));
