import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';

/** A handler in the style of Node's `http`: answers, or hands on. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Serves the built client files, with their `.br` and `.gz` neighbours for those who accept them.
 * Files under `/_app/immutable/` carry a hash in their name and may be kept for a year; all others are revalidated.
 * Reads the folder once: build and compress before calling it.
 */
export function staticFiles(clientDir: string): Handler {
  return sirv(clientDir, {
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders(response, pathname) {
      if (pathname.includes('/_app/immutable/')) {
        response.setHeader('cache-control', 'public, max-age=31536000, immutable');
      } else {
        response.setHeader('cache-control', 'no-cache');
      }
      if (pathname.endsWith('.wasm')) response.setHeader('content-type', 'application/wasm');
      response.setHeader('x-content-type-options', 'nosniff');
    }
  });
}
