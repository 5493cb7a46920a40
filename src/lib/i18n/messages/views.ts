import type { Texts } from '../texts.ts';
import { views as en } from './en/views.ts';
import { views as vi } from './vi/views.ts';

/** What the chart views of the desk say. */
export const viewTexts: Texts<typeof vi> = { vi, en };
