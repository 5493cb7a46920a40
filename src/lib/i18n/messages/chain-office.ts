import type { Texts } from '../texts.ts';
import { chainOffice as en } from './en/chain-office.ts';
import { chainOffice as vi } from './vi/chain-office.ts';

/** Chains, holidays, schedules of reminders, webhooks and what was sent. */
export const chainOfficeTexts: Texts<typeof vi> = { vi, en };
