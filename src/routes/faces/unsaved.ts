import { beforeNavigate } from '$app/navigation';
import type { BeforeNavigate } from '@sveltejs/kit';

/**
 * Asks before a page with something unsaved on it is left: with the page's words where a link or the way back leads
 * away, as the browser asks where the tab is closed or loaded anew. Called once while the page is made. `stays`:
 * ways that leave nothing behind.
 */
export function guardUnsaved(
  isUnsaved: () => boolean,
  words: () => string,
  stays: (way: BeforeNavigate) => boolean = () => false
): void {
  beforeNavigate((way) => {
    if (!isUnsaved() || stays(way)) return;
    if (way.type === 'leave' || !confirm(words())) way.cancel();
  });
}
