import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Lets go by what is still unread of a request once it has its answer (refused at the door, too large, too many).
 * Whoever stopped reading has paused the connection; left like that, the next request on it would never be read, and
 * would end as a reset some seconds later. Nothing is kept; whoever sends more than `most` bytes then is cut off.
 */
export function dropUnread(request: IncomingMessage, response: ServerResponse, most: number): void {
  response.once('finish', () => {
    if (request.complete && request.readableEnded) return;
    let dropped = 0;
    request.removeAllListeners('data');
    request.on('data', (chunk: Uint8Array) => {
      dropped += chunk.byteLength;
      if (dropped > most) request.destroy();
    });
    request.resume();
  });
}
