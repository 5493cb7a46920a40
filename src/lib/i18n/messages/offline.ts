import type { Texts } from '../texts.ts';
import { offline as en } from './en/offline.ts';
import { offline as vi } from './vi/offline.ts';

/** What stands in the place of a page without a network. */
export const offlineTexts: Texts<typeof vi> = { vi, en };
