import type { EntryBody } from '../../../domain/entry.ts';
import type { Target } from '../../../domain/target.ts';
import { unitKey } from '../../../domain/unit.ts';

/**
 * What an entry speaks of, as the audit names it: `unit:…` (a key), `group:…`, `indicator:…`, `target:<indicator>:<unit or
 * group>`, `report:r<position>`, `boundaries:<level>`, `chain:…`, `holidays`, `matter:…`, `practice:…`, `case:…`,
 * `meeting:…`, `promise:…`, and what a
 * change names itself (`account:…`, `key:…`, `screen:…`, `setting:…`). A report is found by its position and its
 * group, and so has none.
 */
export function objectsOf(body: EntryBody): readonly string[] {
  switch (body.kind) {
    case 'report':
      return [];
    case 'review':
      return unique(body.reports.map((position) => `report:r${position}`));
    case 'catalogue':
      return unique(body.indicators.map(({ code }) => `indicator:${code}`));
    case 'units':
      return unique(body.units.map((unit) => `unit:${unitKey(unit)}`));
    case 'groups':
      return unique(body.groups.map(({ code }) => `group:${code}`));
    case 'successions':
      return unique(body.successions.flatMap(({ from, to }) => [`unit:${from}`, `unit:${to}`]));
    case 'targets':
      return unique(body.targets.map(targetObject));
    case 'boundaries':
      return [`boundaries:${body.level}`];
    case 'chains':
      return unique(body.chains.map(({ id }) => `chain:${id}`));
    case 'holidays':
      return ['holidays'];
    case 'consolidation':
    case 'lock':
      return [`unit:${body.unit}`];
    case 'matters':
      return unique(body.steps.map(({ id }) => `matter:${id}`));
    case 'practices':
      return unique(body.steps.map(({ id }) => `practice:${id}`));
    case 'cases':
      return unique(body.steps.map(({ key }) => `case:${key}`));
    case 'meetings':
      return unique(
        body.steps.map((step) => ('id' in step ? `meeting:${step.id}` : `promise:${step.promise}`))
      );
    case 'note':
      return [`group:${body.group}`];
    case 'change':
      return [body.object];
  }
}

/** A target as the audit names it. */
export function targetObject({ indicator, recipient }: Pick<Target, 'indicator' | 'recipient'>): string {
  return `target:${indicator}:${'unit' in recipient ? recipient.unit : recipient.group}`;
}

function unique(objects: readonly string[]): readonly string[] {
  return objects.length < 2 ? objects : [...new Set(objects)];
}
