import type { Texts } from '../texts.ts';
import { out as en } from './en/out.ts';
import { out as vi } from './vi/out.ts';

/** What leaves the page: pictures, tables, prints, links. */
export const outTexts: Texts<typeof vi> = { vi, en };
