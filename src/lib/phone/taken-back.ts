import type { Words } from '../domain/indicator.ts';
import type { Draft } from './draft.ts';
import type { Parcel, ParcelFault } from './parcel.ts';

/** A parcel as the draft that it was, with what the server refused beside its fields; null for a note. */
export function takenBack({ content, state }: Parcel, now: number): Draft | null {
  if (content.kind !== 'report') return null;
  const refusals: Record<string, Words> = {};
  for (const fault of state.is === 'refused' ? state.faults : []) {
    const field = fieldOfFault(fault, content.report.values);
    refusals[field] ??= fault.message;
  }
  return { ...content.draft, refusals, changedAt: now };
}

const FIELDS = new Set(['tasks', 'matters', 'practices', 'photos', 'reason']);

/** The field that a fault means: an indicator's code, a part of the report, or `report`. */
function fieldOfFault({ path }: ParcelFault, values: readonly { readonly indicator: string }[]): string {
  const [, part = '', place = ''] = path.split('/');
  if (part === 'values') return values[Number(place)]?.indicator ?? 'report';
  return FIELDS.has(part) ? part : 'report';
}
