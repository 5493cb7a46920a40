import type { Texts } from '../texts.ts';
import { engine as en } from './en/engine.ts';
import { engine as vi } from './vi/engine.ts';

/** What is said of the query engine of a page. */
export const engineTexts: Texts<typeof vi> = { vi, en };
