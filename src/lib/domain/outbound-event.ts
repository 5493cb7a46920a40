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
