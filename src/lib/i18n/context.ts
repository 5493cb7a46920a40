import { createContext } from 'svelte';
import type { Speech } from './speech.ts';

const [read, provide] = createContext<() => Speech>();

/** Gives the speech to everything below; `speech` is asked each time, so that a change of language is seen. */
export function provideSpeech(speech: () => Speech): void {
  provide(speech);
}

/** The speech of the page, as something to ask inside `$derived`. */
export function getSpeech(): () => Speech {
  return read();
}
