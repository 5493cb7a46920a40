import type { Texts } from '../texts.ts';
import { tour as en } from './en/tour.ts';
import { tour as vi } from './vi/tour.ts';

export const tourTexts: Texts<typeof vi> = { vi, en };
