import type { Texts } from '../texts.ts';
import { manage as en } from './en/manage.ts';
import { manage as vi } from './vi/manage.ts';

/** Administration: accounts, cards, keys, screens, the register, settings. */
export const manageTexts: Texts<typeof vi> = { vi, en };
