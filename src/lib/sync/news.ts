import { whenBack } from '../device/when-back.ts';
import type { News } from '../wire/events.ts';
import { openLine } from './line.ts';

/** What follows the news of some scopes hears. */
export interface NewsListener {
  /** Something happened. */
  heard(news: News): void;
  /** It is followed from now on (again): what happened before was not heard, so ask for everything anew. */
  connected?(): void;
  /** The connection was lost. */
  lost?(): void;
  /** The right to hear of a scope is not there, or no longer. */
  refused?(scope: string): void;
}

/** Follows the news of scopes (`48@2025-07-01/group`), at most 8; answers how to stop. */
export function followNews(scopes: readonly string[], listener: NewsListener, origin = '/'): () => void {
  const socket = openLine(origin);
  socket.on('connect', () => {
    // What happens before the last answer may not be told, so only after it everything is asked for anew.
    let [unanswered, followed] = [scopes.length, 0];
    for (const scope of scopes) {
      socket.emit('follow', scope, (refusal) => {
        if (refusal === null) followed += 1;
        else listener.refused?.(scope);
        unanswered -= 1;
        if (unanswered === 0 && followed > 0) listener.connected?.();
      });
    }
  });
  socket.on('disconnect', (reason) => {
    listener.lost?.();
    if (reason === 'io server disconnect') socket.connect();
  });
  socket.on('news', (news) => listener.heard(news));
  const stopHurry = whenBack(() => {
    if (!socket.connected) socket.disconnect().connect();
  });
  return () => {
    stopHurry();
    socket.close();
  };
}
