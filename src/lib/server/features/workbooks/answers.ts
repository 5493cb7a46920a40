import {
  mapping,
  type ConflictView,
  type FindingView,
  type SavedMappingView,
  type UploadView
} from '../../../api/workbooks.ts';
import type { Principal } from '../../../domain/access.ts';
import { parseUnitKey } from '../../../domain/unit.ts';
import type { World } from '../../../domain/world.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { KeptConflict } from './conflicts-kept.ts';
import type { MappingRecord } from '../../core/store/mapping-table.ts';
import { filesWithin } from './desk.ts';
import { placeOf, wordsOf, type Finding } from './findings.ts';
import { refusalWords } from '../../core/workbook-files/refusal-words.ts';
import type { UploadState } from './upload.ts';

/** The unit that a key names; null where there is none. */
export function unitOfKey(world: World, key: string): UnitNode | null {
  const parsed = parseUnitKey(key);
  return (parsed && world.tree.unit(`${parsed.code}@${parsed.validFrom}`)) ?? null;
}

/** An upload as its sender is shown it. */
export function uploadView(world: World, state: UploadState): UploadView {
  const {
    id,
    name,
    size,
    purpose,
    unit,
    period,
    createdAt,
    stage,
    progress,
    refusal,
    counts,
    stored,
    halted
  } = state;
  const { readerKilobytes, readMs, checkMs, storeMs } = state;
  return {
    id,
    name,
    size,
    purpose,
    unit,
    unitName: unitOfKey(world, unit)?.unit.fullName ?? '',
    period,
    createdAt,
    stage,
    progress,
    refusal: refusal ? refusalWords(refusal.code, refusal.what) : null,
    refusalCode: refusal?.code ?? '',
    rowsRead: state.head?.rows ?? 0,
    letters: state.head?.offered
      ? { chosen: state.letters ?? '', guess: state.head.encoding ?? '', offered: state.head.offered }
      : null,
    counts: counts && {
      rows: counts.rows,
      good: counts.good,
      bad: counts.bad,
      warned: counts.warned,
      reports: counts.reports,
      conflicts: counts.conflicts ?? 0,
      faults: counts.faults,
      warnings: counts.warnings,
      months: Object.entries(counts.months ?? {})
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([month, rows]) => ({ period: month, rows }))
    },
    stored,
    halted,
    measures: { readerKilobytes, readMs, checkMs, storeMs }
  };
}

/** A report that a newer version stands against, as its sender is shown it. */
export function conflictView(
  world: World,
  state: UploadState,
  { report, place, newest, cells }: KeptConflict,
  nameOf: (actor: string) => string
): ConflictView {
  const { id, at, actor, onBehalf } = newest;
  return {
    group: report.group,
    name: world.tree.group(report.group)?.group.name ?? report.group,
    period: report.period,
    sheet: place ? (state.head?.sheets[place.sheet]?.name ?? '') : '',
    row: place?.row ?? 0,
    newest: { id, at, by: nameOf(actor), onBehalf },
    cells: cells.map((cell) => ({ ...cell, name: world.indicator(cell.what)?.indicator.short ?? null }))
  };
}

/** A finding as people are shown it. */
export function findingView(state: UploadState, finding: Finding): FindingView {
  const { kind, code, sheet, row, column, value } = finding;
  return {
    kind,
    code,
    sheet: state.head?.sheets[sheet]?.name ?? '',
    row,
    cell: column < 0 ? '' : placeOf(finding),
    value,
    about: finding.about ?? '',
    message: wordsOf(finding)
  };
}

/** A saved mapping, where it can still be read and somebody may use it: they file somewhere in its unit. */
export function mappingView(
  world: World,
  principal: Principal,
  now: number,
  record: MappingRecord
): SavedMappingView | null {
  const unit = unitOfKey(world, record.unit);
  if (!unit || !filesWithin(principal, world, unit, now)) return null;
  const read = mapping.safeParse(JSON.parse(record.body));
  return read.success ? { id: record.id, name: record.name, unit: record.unit, mapping: read.data } : null;
}
