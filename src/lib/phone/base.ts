import type { FilingSheet } from '../api/filing.ts';
import type { ConflictCell, ConflictValue, VersionConflict } from '../wire/filing.ts';
import { check, denominatorOf } from './checks.ts';
import { fieldOf, type Draft, type DraftBase, type DraftText } from './draft.ts';
import type { ReportToSend } from './submission.ts';

const TEXTS: readonly DraftText[] = ['tasks', 'practices'];

/** What a sheet shows, as the base of a draft that begins now; undefined for a sheet that an earlier page kept. */
export function baseOf({ newest, indicators }: FilingSheet): DraftBase | undefined {
  if (newest === undefined) return undefined;
  const says: Record<string, ConflictValue> = {};
  for (const { code, filed } of indicators) if (filed) says[code] = filed;
  for (const name of TEXTS) if (newest?.texts[name]) says[name] = newest.texts[name];
  return { id: newest?.id ?? null, says };
}

/** Whether a newer version than the one that a draft was begun from lies at the server. */
export function hasMoved({ newest }: FilingSheet, { base }: Draft): boolean {
  return base !== undefined && newest !== undefined && base.id !== (newest?.id ?? null);
}

/** The cells that a draft and a newer version change from the draft's base, each in its own way (RULES 9a). */
export function clashes(sheet: FilingSheet, draft: Draft): ConflictCell[] {
  const { base } = draft;
  if (!base || !hasMoved(sheet, draft)) return [];
  const now = baseOf(sheet)?.says ?? {};
  return ownCells(sheet, draft).flatMap(([what, yours]): ConflictCell[] => {
    const [before = null, theirs = null] = [base.says[what], now[what]];
    return isSame(before, theirs) || isSame(yours, theirs) ? [] : [{ what, yours, theirs }];
  });
}

/** What a draft names itself, null where it takes back. */
function ownCells({ indicators }: FilingSheet, draft: Draft): (readonly [string, ConflictValue])[] {
  const figures = indicators.flatMap((indicator) => {
    const field = fieldOf(indicator, draft.values[indicator.code]);
    const { num, den } = check(indicator, field);
    if (!field.mine) return [];
    const value = num === null ? null : { num, den: denominatorOf(indicator, den) };
    return [[indicator.code, value] as const];
  });
  const texts = TEXTS.flatMap((name) => {
    const text = draft[name].trim();
    if (text === '' && !draft.withdrawn.includes(name)) return [];
    return [[name, text === '' ? null : text] as const];
  });
  return [...figures, ...texts];
}

function isSame(a: ConflictValue, b: ConflictValue): boolean {
  if (a === null || b === null || typeof a === 'string' || typeof b === 'string') return a === b;
  return a.num === b.num && a.den === b.den;
}

/**
 * A draft as it goes out. Where a newer version stands, the server judges it by the base that its author was shown; over
 * one that was returned, which nothing would be taken over from, and where the store was put back and has that base no
 * more (RULES 32), it goes on from what stands, as the page shows it.
 */
export function readyDraft(sheet: FilingSheet, draft: Draft): Draft {
  const base = draft.base?.id;
  const isLost = !!base && !sheet.versions.some(({ id }) => id === base);
  const goesOn = hasMoved(sheet, draft) && (isLost || sheet.newest?.state === 'returned');
  return goesOn && clashes(sheet, draft).length === 0 ? settledDraft(draft, new Set(), baseOf(sheet)) : draft;
}

/** A draft once its author has chosen: cells that stay theirs are dropped, and the newest version is its base. */
export function settledDraft(draft: Draft, theirs: ReadonlySet<string>, base: DraftBase | undefined): Draft {
  const dropped = (name: DraftText) => (theirs.has(name) ? '' : draft[name]);
  return {
    ...draft,
    values: Object.fromEntries(Object.entries(draft.values).filter(([code]) => !theirs.has(code))),
    tasks: dropped('tasks'),
    practices: dropped('practices'),
    withdrawn: draft.withdrawn.filter((what) => !theirs.has(what)),
    ...(base ? { base } : {})
  };
}

/** The base after a conflict: the newest version, which says what the one before it said but for the cells that differ. */
export function baseAfter({ base }: Draft, { newest, cells }: VersionConflict): DraftBase {
  const said = cells.map(({ what, theirs }) => [what, theirs] as const);
  return { id: newest.id, says: { ...base?.says, ...Object.fromEntries(said) } };
}

/**
 * A report that was refused for a newer version, once its author has chosen; null where nothing of it is left to say.
 * `now` is milliseconds UTC; `photos`: how many go with it.
 */
export function settledReport(
  { tasks, practices, withdrawn = [], ...report }: ReportToSend,
  theirs: ReadonlySet<string>,
  { newest }: VersionConflict,
  now: number,
  photos = 0
): ReportToSend | null {
  const values = report.values.filter(({ indicator }) => !theirs.has(indicator));
  const takenBack = withdrawn.filter((what) => !theirs.has(what));
  const texts = {
    ...(tasks === undefined || theirs.has('tasks') ? {} : { tasks }),
    ...(practices === undefined || theirs.has('practices') ? {} : { practices })
  };
  const says =
    values.length + takenBack.length + Object.keys(texts).length + (report.matters?.length ?? 0) + photos;
  if (says === 0) return null;
  return {
    ...report,
    ...texts,
    values,
    ...(takenBack.length > 0 ? { withdrawn: takenBack } : {}),
    basedOn: newest.id,
    claimedAt: new Date(now).toISOString()
  };
}
