import type { Words } from '../domain/indicator.ts';
import type { MatterDraft } from '../domain/matter.ts';
import type { FilingSheet, SheetIndicator } from '../api/filing.ts';
import type { ConflictValue } from '../wire/filing.ts';

/** One figure as it stands in its field: as typed, so that half a number is kept too. */
export interface DraftValue {
  readonly num: string;
  /** Empty: the base fact stands in. */
  readonly den: string;
  /** The person has typed or confirmed it; a figure that was only carried over from last month is never sent. */
  readonly mine: boolean;
  /** Why a stock fell by more than a fifth. */
  readonly why: string;
}

/** A photo of a draft, named by the vault. */
interface DraftPhoto {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly size: number;
}

/** Texts of a report that a phone writes. */
export type DraftText = 'tasks' | 'practices';

/** The version that the author of a draft was shown when it was begun (RULES 9a). */
export interface DraftBase {
  /** `r120`; null where nothing had been filed. */
  readonly id: string | null;
  /** What it said, by code of an indicator, `tasks` and `practices`; what is not there it did not say. */
  readonly says: Readonly<Record<string, ConflictValue>>;
}

/** A report that is being written, one for each account, group and period: what it changes of its base. */
export interface Draft {
  readonly account: string;
  readonly group: string;
  readonly period: string;
  /** Absent in a draft that an earlier page began: the server then takes the newest version there is. */
  readonly base?: DraftBase;
  readonly values: Readonly<Record<string, DraftValue>>;
  readonly tasks: string;
  readonly matters: readonly MatterDraft[];
  readonly practices: string;
  readonly photos: readonly DraftPhoto[];
  /** What it takes back of its base besides figures: `tasks`, `practices`, SHA-256 of photos. */
  readonly withdrawn: readonly string[];
  /** Why it corrects what was sent before. */
  readonly reason: string;
  /** Nhập thay: written by somebody for the group's head. */
  readonly onBehalf: boolean;
  /** What the server refused, by the code of the indicator or the name of the field; `report` for the whole. */
  readonly refusals: Readonly<Record<string, Words>>;
  /** Milliseconds UTC, by the phone's clock. */
  readonly changedAt: number;
}

/** How many photos a report may have, and how many difficulties. */
export const MAX_PHOTOS = 5;
export const MAX_MATTERS = 10;

export function emptyDraft(of: Pick<Draft, 'account' | 'group' | 'period' | 'base'>, now: number): Draft {
  return {
    ...of,
    values: {},
    tasks: '',
    matters: [],
    practices: '',
    photos: [],
    withdrawn: [],
    reason: '',
    onBehalf: false,
    refusals: {},
    changedAt: now
  };
}

/** Whether there is anything in it that would be missed. */
export function isWritten(draft: Draft): boolean {
  return (
    Object.values(draft.values).some(({ mine }) => mine) ||
    draft.tasks.trim() !== '' ||
    draft.practices.trim() !== '' ||
    draft.matters.length > 0 ||
    draft.photos.length > 0 ||
    draft.withdrawn.length > 0
  );
}

/**
 * What a field shows: what was typed, else the figure that was filed for this period with a denominator of its own, else
 * for a stock the last one, which waits to be confirmed.
 */
export function fieldOf(indicator: SheetIndicator, value: DraftValue | undefined): DraftValue {
  if (value) return value;
  const { filed, last, time, base } = indicator;
  const shown = filed ?? (time === 'stock' ? last : null);
  const den = filed && filed.den !== null && filed.den !== base ? String(filed.den) : '';
  return { num: shown ? String(shown.num) : '', den, mine: false, why: '' };
}

/** What a text of the report stands at: as written, else as the newest version has it. */
export function textOf({ newest }: FilingSheet, draft: Draft, name: DraftText): string {
  if (draft[name] !== '' || draft.withdrawn.includes(name)) return draft[name];
  return newest?.texts[name] ?? '';
}

/** A draft with a text set; one that is emptied takes back what the newest version says. */
export function withText({ newest }: FilingSheet, draft: Draft, name: DraftText, text: string): Draft {
  const withdrawn = draft.withdrawn.filter((what) => what !== name);
  if (text === '' && newest?.texts[name]) withdrawn.push(name);
  return withoutRefusal({ ...draft, [name]: text, withdrawn }, name);
}

/** Indicators of a pillar that stand as last month's figure and wait to be confirmed. */
export function unconfirmed(sheet: FilingSheet, draft: Draft): SheetIndicator[] {
  return sheet.indicators.filter(
    (indicator) =>
      !draft.values[indicator.code] &&
      !indicator.filed &&
      indicator.time === 'stock' &&
      indicator.last !== null
  );
}

/** A draft with one figure set. */
export function withValue(draft: Draft, code: string, value: Partial<DraftValue>, shown: DraftValue): Draft {
  const values = { ...draft.values, [code]: { ...shown, mine: true, ...value } };
  return withoutRefusal({ ...draft, values }, code);
}

/** A draft that says nothing of an indicator any more: the field stands as the newest version has it. */
export function withoutValue(draft: Draft, code: string): Draft {
  const values = Object.fromEntries(Object.entries(draft.values).filter(([name]) => name !== code));
  return withoutRefusal({ ...draft, values }, code);
}

/** A draft in which one thing was changed that the server had refused. */
export function withoutRefusal(draft: Draft, field: string): Draft {
  if (!(field in draft.refusals)) return draft;
  const refusals = Object.fromEntries(Object.entries(draft.refusals).filter(([name]) => name !== field));
  return { ...draft, refusals };
}
