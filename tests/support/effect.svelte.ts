import { flushSync } from 'svelte';

/** Runs an effect as a component does; ends it when called again. */
export function effectOf(work: () => void | (() => void)): () => void {
  const end = $effect.root(() => {
    $effect(work);
  });
  flushSync();
  return end;
}
