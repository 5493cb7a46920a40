import { createContext } from 'svelte';
import type { Board } from './board.svelte.ts';

/** The board of the page, for everything drawn on it. */
export const [getBoard, provideBoard] = createContext<Board>();
