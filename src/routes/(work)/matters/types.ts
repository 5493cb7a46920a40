import type { MatterKind } from '$lib/domain/matter.ts';
import type { Period } from '$lib/domain/period.ts';
import type { UnitKey } from '$lib/domain/unit.ts';
import type { MatterList, MatterReach } from '$lib/domain/matter.ts';

/** What an inbox's address asks for. */
export interface InboxAddress {
  readonly unit: UnitKey | null;
  readonly reach: MatterReach;
  readonly list: MatterList;
  readonly kind: MatterKind | null;
  readonly period: Period | null;
  readonly query: string;
  readonly page: number;
  /** The difficulty that is open; null where none is. */
  readonly id: string | null;
}
