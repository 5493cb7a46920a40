import type { UnitKey } from './unit.ts';

/** What machines outside may be told of: webhooks, and the list of what was sent. */
export const OUTBOUND_EVENTS = [
  'report.accepted',
  'report.approved',
  'report.returned',
  'consolidation.confirmed',
  'reminder.due',
  'alert.fired',
  'alert.cleared'
] as const;
export type OutboundEvent = (typeof OUTBOUND_EVENTS)[number];

/** What an alert has to say outside. */
export interface AlertNews {
  /** Of the firing and what became of it: written down once. */
  readonly id: string;
  readonly event: 'alert.fired' | 'alert.cleared';
  readonly unit: UnitKey;
  readonly hooks: boolean;
  readonly content: object;
  readonly mails: readonly string[];
  readonly subject: string;
  readonly text: string;
}
