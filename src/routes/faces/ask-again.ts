import { invalidate } from '$app/navigation';
import { navigating } from '$app/state';
import { untrack } from 'svelte';

/**
 * Asks the server anew for what depends on `key`, once the page is nowhere under way to: SvelteKit gives up a
 * navigation during which something is invalidated, and somebody's click would be lost to news that arrive.
 */
export async function askAgain(key: string): Promise<void> {
  await untrack(() => navigating.complete)?.catch(() => undefined);
  await invalidate(key);
}
