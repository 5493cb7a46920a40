import { unitOfHolder, type Holder } from '../../../domain/case.ts';
import { dayBefore } from '../../../domain/deadline.ts';
import type { EntryBody } from '../../../domain/entry.ts';
import type { Group } from '../../../domain/group.ts';
import type { Words } from '../../../domain/indicator.ts';
import type { MeetingStep } from '../../../domain/meeting.ts';
import { formatPeriod, isDay } from '../../../domain/period.ts';
import type { Fraction, Target } from '../../../domain/target.ts';
import { unitKey, type UnitKey } from '../../../domain/unit.ts';
import type { World } from '../../../domain/world.ts';
import { auditTexts } from '../../../i18n/messages/audit.ts';
import { speechOf, type SayText } from '../../../i18n/texts.ts';
import type { HistoryField } from '../../../api/audit.ts';
import { targetObject } from '../../core/store/objects-of.ts';
import { changedFields } from './import.ts';
import { tellChange } from './tell-change.ts';

type Texts = (typeof auditTexts)['vi'];
type Say = SayText<Texts>;
const SAY = { vi: speechOf(auditTexts, 'vi').t, en: speechOf(auditTexts, 'en').t };

/** What an entry did, in words. */
export interface Telling {
  readonly what: Words;
  readonly fields: readonly HistoryField[];
  /** What was written beside it: only for those who may read texts. */
  readonly text: string;
}

/** Says something in both languages. */
function both(say: (t: Say) => string): Words {
  return { vi: say(SAY.vi), en: say(SAY.en) };
}

/** An entry in words, as it concerns one object; null stands for all of it. `older` is what registered the object before. */
export function tellEntry(
  world: World,
  body: EntryBody,
  object: string | null,
  older: EntryBody | null
): Telling {
  const plain = (what: Words, text = ''): Telling => ({ what, fields: [], text });
  const unitName = (key: UnitKey) => world.tree.unit(key)?.unit.fullName ?? key;
  switch (body.kind) {
    case 'report': {
      const values = { period: formatPeriod(body.period), n: body.values.length };
      const isBehalf = body.how?.onBehalf === true;
      return plain(
        both((t) => t(isBehalf ? 'didReportBehalf' : 'didReport', values)),
        body.how?.reason ?? ''
      );
    }
    case 'review': {
      const n = body.reports.length;
      const key = REVIEWED[body.state];
      const many = (t: Say) => (object === null || n > 1 ? ` (${t('reports', { n })})` : '');
      return plain(
        both((t) => t(key) + many(t)),
        body.reason
      );
    }
    case 'units':
    case 'groups':
    case 'catalogue':
      return tellRegister(body, object, older);
    case 'successions': {
      const { successions } = body;
      const named = successions.map(({ from, to }) => `${unitName(from)} → ${unitName(to)}`);
      return plain(
        both((t) => t('didSuccessions', { n: successions.length })),
        named.slice(0, 20).join('\n')
      );
    }
    case 'targets':
      return tellTargets(world, body.targets, object, older);
    case 'boundaries':
      return plain(both((t) => t('didBoundaries', { day: body.validFrom, source: body.source })));
    case 'chains': {
      const named = body.chains.filter(({ id }) => object === null || object === `chain:${id}`);
      return plain({
        vi: SAY.vi('didChain', { name: named.map(({ name }) => name.vi).join('; ') }),
        en: SAY.en('didChain', { name: named.map(({ name }) => name.en).join('; ') })
      });
    }
    case 'holidays':
      return plain(both((t) => t('didHolidays', { n: body.holidays.length })));
    case 'consolidation': {
      const values = { period: formatPeriod(body.period), name: unitName(body.unit) };
      return plain(
        both((t) => t(CONSOLIDATED[body.step], values)),
        body.reason
      );
    }
    case 'lock': {
      const values = { period: formatPeriod(body.period), name: unitName(body.unit) };
      const groups = body.exceptions.map((code) => world.tree.group(code)?.group.name ?? code).join(', ');
      return plain(
        both((t) =>
          body.locked && groups !== ''
            ? t('didLockedBut', { ...values, groups })
            : t(body.locked ? 'didLocked' : 'didUnlocked', values)
        ),
        body.reason
      );
    }
    case 'matters': {
      const steps = body.steps.filter(({ id }) => object === null || object === `matter:${id}`);
      const to = (step: (typeof steps)[number]) => (step.step === 'passed' ? unitName(step.to) : '');
      return plain(
        both((t) => steps.map((step) => t(MATTERED[step.step], { to: to(step) })).join('; ')),
        steps.map((step) => (step.step === 'opened' ? step.text : step.note)).join('\n')
      );
    }
    case 'practices': {
      const steps = body.steps.filter(({ id }) => object === null || object === `practice:${id}`);
      const text = (step: (typeof steps)[number]) =>
        step.step === 'told' ? step.text : 'note' in step ? step.note : '';
      return plain(
        both((t) => steps.map((step) => t(PRACTISED[step.step])).join('; ')),
        steps.map(text).filter(Boolean).join('\n')
      );
    }
    case 'cases': {
      const steps = body.steps.filter(({ key }) => object === null || object === `case:${key}`);
      const to = (step: (typeof steps)[number]) =>
        step.step === 'assigned' ? holderName(world, step.to) : '';
      const until = (step: (typeof steps)[number]) =>
        step.step === 'snoozed' ? new Date(step.until + VIETNAM_MS).toISOString().slice(0, 16) : '';
      return plain(
        both((t) =>
          steps.map((step) => t(CASED[step.step], { to: to(step), until: until(step) })).join('; ')
        ),
        steps
          .map(({ note }) => note)
          .filter(Boolean)
          .join('\n')
      );
    }
    case 'meetings': {
      const steps = body.steps.filter(
        (step) =>
          object === null || object === ('id' in step ? `meeting:${step.id}` : `promise:${step.promise}`)
      );
      return plain(
        both((t) => steps.map(({ step }) => t(MET[step])).join('; ')),
        steps.map(textOfMeeting).filter(Boolean).join('\n')
      );
    }
    case 'note':
      return plain(
        both((t) => t('didNote')),
        body.text
      );
    case 'change':
      return plain(tellChange(world.tree, body));
  }
}

const REVIEWED = {
  submitted: 'didSubmitted',
  checked: 'didChecked',
  approved: 'didApproved',
  returned: 'didReturned'
} as const;
const CONSOLIDATED = { prepared: 'didPrepared', confirmed: 'didConfirmed', returned: 'didSentBack' } as const;
const MATTERED = {
  opened: 'didMatterOpened',
  taken: 'didMatterTaken',
  released: 'didMatterReleased',
  answered: 'didMatterAnswered',
  passed: 'didMatterPassed',
  closed: 'didMatterClosed',
  reopened: 'didMatterReopened',
  added: 'didMatterAdded'
} as const;
const CASED = {
  taken: 'didCaseTaken',
  assigned: 'didCaseAssigned',
  released: 'didCaseReleased',
  snoozed: 'didCaseSnoozed',
  woken: 'didCaseWoken',
  resolved: 'didCaseResolved',
  reopened: 'didCaseReopened',
  commented: 'didCaseCommented'
} as const;
const VIETNAM_MS = 7 * 3_600_000;

/** Who a row was given to: an office by its unit's name, a person as the log names them. */
function holderName({ tree }: World, holder: Holder): string {
  const unit = unitOfHolder(holder);
  return unit === null ? holder : (tree.unit(unit)?.unit.fullName ?? unit);
}
const PRACTISED = {
  told: 'didPracticeTold',
  shared: 'didPracticeShared',
  unshared: 'didPracticeUnshared',
  commended: 'didPracticeCommended',
  uncommended: 'didPracticeUncommended'
} as const;

const MET = {
  opened: 'didMeetingOpened',
  arranged: 'didMeetingArranged',
  ended: 'didMeetingEnded',
  resumed: 'didMeetingResumed',
  concluded: 'didConcluded',
  done: 'didPromiseDone',
  withdrawn: 'didPromiseWithdrawn',
  reopened: 'didPromiseReopened'
} as const;

function textOfMeeting(step: MeetingStep): string {
  if ('title' in step) return step.title;
  if ('text' in step) return `${step.text} (${step.who})`;
  return 'note' in step ? step.note : '';
}

type Registering = Extract<EntryBody, { kind: 'units' | 'groups' | 'catalogue' }>;

function tellRegister(body: Registering, object: string | null, older: EntryBody | null): Telling {
  const thing = object === null ? undefined : thingOf(body, object);
  if (!thing || object === null) {
    const [key, n] =
      body.kind === 'units'
        ? (['didUnits', body.units.length] as const)
        : body.kind === 'groups'
          ? (['didGroups', body.groups.length] as const)
          : (['didCatalogue', body.indicators.length] as const);
    return { what: both((t) => t(key, { n })), fields: [], text: '' };
  }
  const before = older && (older.kind === body.kind ? thingOf(older, object) : undefined);
  const name = nameOf(thing);
  return {
    what: both((t) => t(before ? 'didChange' : 'didRegister', { name })),
    fields: before ? fieldsOf(before, thing) : [],
    text: ''
  };
}

function thingOf(body: EntryBody, object: string): object | undefined {
  if (body.kind === 'units') return body.units.find((unit) => `unit:${unitKey(unit)}` === object);
  if (body.kind === 'groups') return body.groups.find(({ code }) => `group:${code}` === object);
  if (body.kind === 'catalogue') return body.indicators.find(({ code }) => `indicator:${code}` === object);
  return undefined;
}

function nameOf(thing: object): string {
  if ('fullName' in thing && typeof thing.fullName === 'string') return thing.fullName;
  if ('name' in thing && typeof thing.name === 'string') return thing.name;
  return 'code' in thing && typeof thing.code === 'string' ? thing.code : '';
}

const LABELS: Readonly<Record<string, keyof Texts>> = {
  name: 'fieldName',
  fullName: 'fieldFullName',
  validFrom: 'fieldValidFrom',
  validTo: 'fieldValidTo',
  bases: 'fieldBases',
  notApplicable: 'fieldNotApplicable',
  point: 'fieldPoint',
  terrain: 'fieldTerrain'
};

function fieldsOf(before: object, after: object): HistoryField[] {
  const old: Readonly<Record<string, unknown>> = { ...before };
  const now: Readonly<Record<string, unknown>> = { ...after };
  return changedFields(before, after).map((field) => ({
    label: both((t) => t(labelOf(field))),
    before: asText(shown(field, old[field]), now[field]),
    after: asText(shown(field, now[field]), old[field]) ?? '–'
  }));
}

/** A field's value as it is told: of the day after the last one, the last. */
function shown(field: string, value: unknown): unknown {
  return field === 'validTo' && typeof value === 'string' && isDay(value) ? dayBefore(value) : value;
}

function labelOf(field: string): 'fieldName' | 'fieldOther' {
  // Every label is a text without values, which is all that matters here.
  return (LABELS[field] ?? 'fieldOther') as 'fieldName';
}

/** A value as people read it; of a list only what the other does not have. */
function asText(value: unknown, other: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (!Array.isArray(value)) return JSON.stringify(value);
  const known = new Set(Array.isArray(other) ? other.map((one) => JSON.stringify(one)) : []);
  const own = value.filter((one) => !known.has(JSON.stringify(one)));
  return own.map(partAsText).join(', ') || null;
}

function partAsText(part: unknown): string {
  if (isBase(part)) return `${part.base} ${part.value} (${part.validFrom})`;
  return typeof part === 'string' || typeof part === 'number' ? String(part) : JSON.stringify(part);
}

function isBase(part: unknown): part is Group['bases'][number] {
  return (
    typeof part === 'object' && part !== null && 'base' in part && 'value' in part && 'validFrom' in part
  );
}

function tellTargets(
  world: World,
  targets: readonly Target[],
  object: string | null,
  older: EntryBody | null
): Telling {
  const own = object === null ? [] : targets.filter((target) => targetObject(target) === object);
  const target = own[0];
  if (!target) return { what: both((t) => t('didTargets', { n: targets.length })), fields: [], text: '' };
  const indicator = world.indicator(target.indicator)?.indicator;
  const kind = indicator?.kind ?? 'count';
  const before =
    older?.kind === 'targets' ? older.targets.find((one) => targetObject(one) === object) : undefined;
  const values = { value: amount(target.value, kind), giver: target.giver };
  return {
    what: {
      vi: SAY.vi('didTarget', { ...values, indicator: indicator?.short.vi ?? target.indicator }),
      en: SAY.en('didTarget', { ...values, indicator: indicator?.short.en ?? target.indicator })
    },
    fields: before
      ? [
          {
            label: both((t) => t('fieldValue')),
            before: amount(before.value, kind),
            after: amount(target.value, kind)
          }
        ]
      : [],
    text: ''
  };
}

function amount({ num, den }: Fraction, kind: string): string {
  const format = (value: number) => value.toLocaleString('vi-VN', { maximumFractionDigits: 4 });
  return kind === 'count' ? format(num / den) : `${format((num / den) * 100)}%`;
}
