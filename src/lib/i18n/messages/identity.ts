import type { Texts } from '../texts.ts';
import { identity as en } from './en/identity.ts';
import { identity as vi } from './vi/identity.ts';

/** Signing in and one's own account. */
export const identityTexts: Texts<typeof vi> = { vi, en };
