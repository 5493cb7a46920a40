import { z } from 'zod';
import { parsePeriod } from '../../../domain/period.ts';

/** What a file is sent with, in the address: its name, what it is for, the unit and period that were chosen. */
export const sentWith = z.object({
  name: z.string().trim().min(1).max(200),
  purpose: z.enum(['reports', 'sector']).default('reports'),
  unit: z.string().max(60).default(''),
  period: z
    .string()
    .refine((text) => text === '' || parsePeriod(text) !== null)
    .default('')
});

/** The raw request of Node's server below, where the adapter gives it. */
interface RawRequest extends AsyncIterable<Uint8Array> {
  readonly headers: Readonly<Record<string, unknown>>;
}

/**
 * The bytes of a request as they come. Pages bound every body far below a workbook; one that says it is longer is
 * read from the server's own request, which nobody has touched then.
 */
export function bytesOf(request: Request, platform: unknown, pagesLimit: number): AsyncIterable<Uint8Array> {
  const length = Number(request.headers.get('content-length') ?? 0);
  if (length > pagesLimit && hasRaw(platform)) return platform.req;
  return request.body ?? noBytes();
}

function hasRaw(platform: unknown): platform is { readonly req: RawRequest } {
  return typeof platform === 'object' && platform !== null && 'req' in platform;
}

async function* noBytes(): AsyncGenerator<Uint8Array> {
  // Nothing was sent.
}
