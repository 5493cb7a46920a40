import { attentionKey, type AttentionKey } from './attention-key.ts';
import type { Finding } from './checks.ts';
import type { Position } from './position.ts';
import type { FilingSheet } from './filing-sheet.ts';
import { isOwed } from './filing-state.ts';
import type { Pillar, Words } from './indicator.ts';
import type { Matter } from './matter.ts';
import { formatPeriod, type Period } from './period.ts';
import type { Tree, UnitNode } from './tree.ts';
import { LEVELS, type Level, type UnitKey } from './unit.ts';

/**
 * What the operations room is asked to look at. alert: a condition that somebody defined holds. overdue: a report or
 * a consolidation whose day has passed. dueSoon: one whose day comes within `SOON_MS`. anomaly: figures that break a
 * check and that nobody has judged yet. matter: a difficulty that waits for a step.
 */
export const ATTENTION_KINDS = ['alert', 'overdue', 'dueSoon', 'anomaly', 'matter'] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

/** What is owed is said to be due soon from so long before its deadline on, milliseconds: three days. */
export const SOON_MS = 72 * 3_600_000;

interface RowHead {
  readonly key: AttentionKey;
  /** Ordinal of the unit or group that it is about. */
  readonly node: number;
  readonly period: Period | null;
  /** From when it wants attention, milliseconds UTC: the deadline (ahead, where it is due soon), the receipt, the firing. */
  readonly at: number;
  /** Pillars that it is about; empty where it is about all of them. */
  readonly pillars: readonly Pillar[];
}

/** A debt: of one group, of the groups of a kind in a unit, or of a unit that has not confirmed what it consolidates. */
export interface OwedRow extends RowHead {
  readonly kind: 'overdue' | 'dueSoon';
  /** Whose debt: `group` where groups owe reports, else the level of the unit that owes its consolidation. */
  readonly owes: (typeof LEVELS)[number];
  /** How many groups owe; 1 where the unit itself does. */
  readonly count: number;
  /** Of how many that should file; 1 where the row is of one. */
  readonly of: number;
  /** Of these, groups whose every version was returned: they owe one again. */
  readonly returned: number;
  /** The key under which people took the groups of the unit together; null where the row is no single group's. */
  readonly wider: AttentionKey | null;
}

/** A report whose newest version breaks checks and waits for a decision. */
export interface AnomalyRow extends RowHead {
  readonly kind: 'anomaly';
  readonly report: Position;
  readonly findings: readonly Finding[];
}

/** A difficulty that nobody has answered. */
export interface MatterRow extends RowHead {
  readonly kind: 'matter';
  readonly matter: Matter;
  /** Ordinal of the unit where it lies. */
  readonly lies: number;
  /** The last moment for its next step; infinite where none is awaited. */
  readonly due: number;
}

/** A condition that holds now, as whoever watches it says so. */
export interface FiredAlert {
  /** Of this firing: the same for as long as it holds, also after a restart; another one when it fires anew. `[\w.-]`, at most 80. */
  readonly id: string;
  /** Of the definition. */
  readonly alert: string;
  /** As its author named it. */
  readonly name: string;
  readonly unit: UnitKey;
  readonly indicator: string | null;
  readonly pillar: Pillar | null;
  readonly period: Period | null;
  /** Since when it holds, milliseconds UTC. */
  readonly at: number;
  /** What holds, with its figures: "độ phủ 41% < 60%". */
  readonly says: Words;
}

export interface AlertRow extends RowHead {
  readonly kind: 'alert';
  readonly alert: FiredAlert;
}

export type AttentionRow = OwedRow | AnomalyRow | MatterRow | AlertRow;

/** Rows of alerts; those of units that the tree does not hold are left out. */
export function alertRows(alerts: readonly FiredAlert[], tree: Tree): AlertRow[] {
  return alerts.flatMap((alert): AlertRow[] => {
    const node = tree.unit(alert.unit)?.ordinal;
    if (node === undefined) return [];
    const key = attentionKey({ topic: 'alert', at: 'unit', of: alert.unit, tail: alert.id });
    const { period, at, pillar } = alert;
    return [{ kind: 'alert', key, node, period, at, pillars: pillar ? [pillar] : [], alert }];
  });
}

/** The key of a report that breaks checks. */
export function anomalyKey(group: string, report: Position): AttentionKey {
  return attentionKey({ topic: 'anomaly', at: 'group', of: group, tail: `r${report}` });
}

/** The key of a difficulty. */
export function matterKey({ group, id }: Pick<Matter, 'group' | 'id'>): AttentionKey {
  return attentionKey({ topic: 'matter', at: 'group', of: group, tail: id });
}

const COMMUNE: Level = 3;

/** For every node the unit under which its rows are gathered: its commune, or the unit above that it hangs at; by ordinal. */
export function placesIn(tree: Tree): Int32Array {
  const places = new Int32Array(tree.nodes.length).fill(-1);
  for (const node of tree.nodes)
    places[node.ordinal] =
      node.kind === 'unit' && node.level <= COMMUNE ? node.ordinal : (places[node.parent] ?? -1);
  return places;
}

/** What is owed for one period as of the sheet's moment: the groups of a kind in a unit are one row. */
export function owedRows(sheet: FilingSheet, tree: Tree, places: Int32Array): OwedRow[] {
  const found = new Map<string, Owing>();
  const all = new Map<string, number>();
  for (const node of tree.nodes) {
    if (node.kind === 'unit') {
      addOwn(found, sheet, node);
      continue;
    }
    const party = sheet.stepOf(node.ordinal)?.step.from;
    const place = tree.nodes[places[node.ordinal] ?? -1];
    if (party === undefined || place?.kind !== 'unit' || !sheet.filing(node.ordinal)) continue;
    const id = `${place.ordinal} ${party}`;
    all.set(id, (all.get(id) ?? 0) + 1);
    const owed = debtOf(sheet, node.ordinal);
    if (!owed) continue;
    const row = found.get(id);
    if (row) {
      row.count += 1;
      if (owed.isReturned) row.returned += 1;
      continue;
    }
    const tail = `${formatPeriod(sheet.period)}.${owed.party}`;
    found.set(id, {
      ...{ kind: owed.kind, key: attentionKey({ topic: 'owed', at: 'unit', of: place.key, tail }) },
      ...{ node: place.ordinal, period: sheet.period, at: owed.due, pillars: [], owes: 'group', count: 1 },
      ...{ of: 1, returned: owed.isReturned ? 1 : 0, wider: null }
    });
  }
  for (const [id, row] of found) row.of = all.get(id) ?? 1;
  return [...found.values()];
}

/** What is owed at and below one unit, each group a row of its own. */
export function owedRowsByGroup(
  sheet: FilingSheet,
  tree: Tree,
  places: Int32Array,
  root: UnitNode
): OwedRow[] {
  const found = new Map<string, Owing>();
  const period = formatPeriod(sheet.period);
  for (const node of tree.downward(root.ordinal)) {
    if (node.kind === 'unit') {
      addOwn(found, sheet, node);
      continue;
    }
    const owed = debtOf(sheet, node.ordinal);
    if (!owed) continue;
    const key = attentionKey({ topic: 'owed', at: 'group', of: node.group.code, tail: period });
    const place = tree.nodes[places[node.ordinal] ?? -1];
    const tail = `${period}.${owed.party}`;
    const wider =
      place?.kind === 'unit' ? attentionKey({ topic: 'owed', at: 'unit', of: place.key, tail }) : null;
    found.set(key, {
      ...{ kind: owed.kind, key, node: node.ordinal, period: sheet.period, at: owed.due, pillars: [] },
      ...{ owes: 'group', count: 1, of: 1, returned: owed.isReturned ? 1 : 0, wider }
    });
  }
  return [...found.values()];
}

type Owing = { -readonly [K in keyof OwedRow]: OwedRow[K] };

function debtOf(
  sheet: FilingSheet,
  group: number
): { kind: OwedRow['kind']; due: number; party: string; isReturned: boolean } | null {
  const filing = sheet.filing(group);
  const step = sheet.stepOf(group);
  const due = step?.deadline?.at;
  if (!filing || due === undefined || !step) return null;
  if (!isOwed(filing.state)) return null;
  const kind = kindOf(due, sheet.now);
  return kind && { kind, due, party: step.step.from, isReturned: filing.state === 'returned' };
}

function addOwn(found: Map<string, Owing>, sheet: FilingSheet, unit: UnitNode): void {
  const due = unit.level > COMMUNE ? undefined : sheet.ownStep(unit)?.deadline?.at;
  if (due === undefined) return;
  const kind = kindOf(due, sheet.now);
  if (!kind || sheet.closingOf(unit)?.state === 'confirmed') return;
  const tail = `${formatPeriod(sheet.period)}.own`;
  const key = attentionKey({ topic: 'owed', at: 'unit', of: unit.key, tail });
  found.set(key, {
    ...{ kind, key, node: unit.ordinal, period: sheet.period, at: due, pillars: [] },
    ...{ owes: LEVELS[unit.level], count: 1, of: 1, returned: 0, wider: null }
  });
}

function kindOf(due: number, now: number): OwedRow['kind'] | null {
  if (now >= due) return 'overdue';
  return due - now <= SOON_MS ? 'dueSoon' : null;
}
