import BellRing from '@lucide/svelte/icons/bell-ring';
import ClockAlert from '@lucide/svelte/icons/clock-alert';
import Hourglass from '@lucide/svelte/icons/hourglass';
import MessageCircleQuestionMark from '@lucide/svelte/icons/message-circle-question-mark';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { AttentionKind } from '$lib/domain/attention.ts';

/** The sign of each kind of row. */
export const KIND_SIGNS: Readonly<Record<AttentionKind, typeof BellRing>> = {
  alert: BellRing,
  overdue: ClockAlert,
  dueSoon: Hourglass,
  anomaly: TriangleAlert,
  matter: MessageCircleQuestionMark
};
