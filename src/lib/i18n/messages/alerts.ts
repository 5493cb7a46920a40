import type { Texts } from '../texts.ts';
import { alerts as en } from './en/alerts.ts';
import { alerts as vi } from './vi/alerts.ts';

/** Alerts: their definitions, tests over the past and what holds. */
export const alertsTexts: Texts<typeof vi> = { vi, en };
