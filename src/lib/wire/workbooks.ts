import type { ReporterKind } from '../domain/group.ts';
import type { IndicatorKind, Words } from '../domain/indicator.ts';

/** Who may file what by a sector's file: the indicators of a kind of reporter. */
export interface SectorKindView {
  readonly kind: ReporterKind;
  readonly indicators: readonly {
    readonly code: string;
    readonly name: Words;
    readonly kind: IndicatorKind;
  }[];
}
