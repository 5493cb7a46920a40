import type { Position } from '../../../domain/position.ts';
import type { ReportBook } from '../../../domain/report-book.ts';
import type { Store } from '../../core/store/store.ts';

/** Why versions of reports were returned. */
export interface ReturnReasons {
  /** The reason of the newest return of a version; empty where none gave one. */
  of(version: Position): Promise<string>;
}

/** Reasons as the log has them. */
export function returnReasons(
  book: Pick<ReportBook, 'reviewsOf'>,
  store: Pick<Store, 'entriesAt'>
): ReturnReasons {
  return {
    async of(version) {
      for (const { position, state } of book.reviewsOf(version)) {
        if (state !== 'returned') continue;
        const [entry] = await store.entriesAt([position]);
        return entry?.body.kind === 'review' ? entry.body.reason : '';
      }
      return '';
    }
  };
}
