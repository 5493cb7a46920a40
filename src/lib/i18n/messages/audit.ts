import type { Texts } from '../texts.ts';
import { audit as en } from './en/audit.ts';
import { audit as vi } from './vi/audit.ts';

/** The audit: who did what to which thing, and when. */
export const auditTexts: Texts<typeof vi> = { vi, en };
