import { ATTENTION_KINDS, type AttentionKind } from './attention.ts';
import { PILLARS, type Pillar } from './indicator.ts';
import { parseUnitKey, type UnitKey } from './unit.ts';

/** Which rows: what still waits, what is mine, what nobody has, what sleeps, what is done with. */
export const ROW_STATES = ['active', 'mine', 'nobody', 'snoozed', 'resolved'] as const;
export type RowState = (typeof ROW_STATES)[number];

/** Rows that one list carries at most; whoever wants more narrows the filter. */
export const MOST_ROWS = 2_000;
/** Rows of each kind where all kinds are shown. */
export const ROWS_AT_A_GLANCE = 4;
/** Rows that are asked for at a time where one kind is shown. */
export const ROWS_OF_A_PAGE = 100;

/** What the board is filtered by. */
export interface RowFilter {
  readonly unit: UnitKey | null;
  readonly kind: AttentionKind | null;
  readonly pillar: Pillar | null;
  readonly state: RowState;
}

/** A filter as an address has it; what makes no sense is as if it were not there. */
export function readFilter(query: Pick<URLSearchParams, 'get'>): RowFilter {
  const key = parseUnitKey(query.get('unit') ?? '');
  return {
    unit: key && `${key.code}@${key.validFrom}`,
    kind: ATTENTION_KINDS.find((kind) => kind === query.get('kind')) ?? null,
    pillar: PILLARS.find((pillar) => pillar === query.get('pillar')) ?? null,
    state: ROW_STATES.find((state) => state === query.get('state')) ?? 'active'
  };
}
