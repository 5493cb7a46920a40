import type { CaseStep } from './case.ts';
import type { Chain, Holiday } from './chain.ts';
import type { ConsolidationStep, LockStep } from './closing.ts';
import type { Group } from './group.ts';
import type { Indicator } from './indicator.ts';
import type { MatterStep, PracticeStep } from './matter.ts';
import type { MeetingStep } from './meeting.ts';
import type { Day, Period } from './period.ts';
import type { Position } from './position.ts';
import type { FiledValue, HowFiled, ReportTexts, ReviewState } from './report.ts';
import type { Succession } from './succession.ts';
import type { Target } from './target.ts';
import type { Level, Unit } from './unit.ts';

/** What every entry has: where it stands, when the server received it (milliseconds UTC), and who sent it. */
export interface EntryHead {
  readonly position: Position;
  readonly at: number;
  readonly actor: string;
}

/**
 * What the log can say (RULES 18): everything that changes a number or a picture. Registering a unit, group,
 * indicator or target again replaces what was registered under the same key.
 */
export type EntryBody =
  | { readonly kind: 'catalogue'; readonly indicators: readonly Indicator[] }
  | { readonly kind: 'units'; readonly units: readonly Unit[] }
  | { readonly kind: 'successions'; readonly successions: readonly Succession[] }
  | { readonly kind: 'groups'; readonly groups: readonly Group[] }
  | { readonly kind: 'targets'; readonly targets: readonly Target[] }
  | {
      readonly kind: 'report';
      readonly group: string;
      readonly period: Period;
      readonly values: readonly FiledValue[];
      readonly texts: ReportTexts;
      /** How it was filed, where there is anything to say of it. */
      readonly how?: HowFiled;
    }
  | {
      readonly kind: 'review';
      readonly reports: readonly Position[];
      readonly state: ReviewState;
      readonly reason: string;
    }
  | {
      readonly kind: 'boundaries';
      readonly level: Level;
      readonly validFrom: Day;
      /** SHA-256 of the stored shapes, in hexadecimal; the shapes themselves lie beside the log. */
      readonly shapes: string;
      /** True for the project's own schematic shapes: the map then says "ranh giới minh họa". */
      readonly schematic: boolean;
      readonly source: string;
    }
  | { readonly kind: 'chains'; readonly chains: readonly Chain[] }
  | { readonly kind: 'holidays'; readonly holidays: readonly Holiday[] }
  | ({ readonly kind: 'consolidation' } & ConsolidationStep)
  | ({ readonly kind: 'lock' } & LockStep)
  | { readonly kind: 'matters'; readonly steps: readonly MatterStep[] }
  | { readonly kind: 'practices'; readonly steps: readonly PracticeStep[] }
  /** What people of the operations room did about what wants attention. */
  | { readonly kind: 'cases'; readonly steps: readonly CaseStep[] }
  | { readonly kind: 'meetings'; readonly steps: readonly MeetingStep[] }
  /** A quick note (báo cáo nhanh, S2 3e): no numbers, no period. */
  | { readonly kind: 'note'; readonly group: string; readonly text: string }
  /** Something beside the log was changed (an account, a key, a screen, a setting): what, and never a secret. */
  | {
      readonly kind: 'change';
      /** `account:…`, `key:…`, `screen:…`, `setting:…`. */
      readonly object: string;
      /** `created`, `granted`, `revoked`, `disabled`, `pin-reset`, … */
      readonly action: string;
      readonly detail: string;
    };

export type EntryKind = EntryBody['kind'];
export type LogEntry = EntryHead & { readonly body: EntryBody };

/** An entry before it has a position. */
export interface EntryDraft {
  readonly at: number;
  readonly actor: string;
  readonly body: EntryBody;
}
