import { describe, expect, it } from 'vitest';
import type { Grant, Principal } from '../../../domain/access.ts';
import { Cells } from '../../../domain/cells.ts';
import { ReportBook } from '../../../domain/report-book.ts';
import type { ReviewState } from '../../../domain/report.ts';
import { Steps, type StepBody } from '../../../domain/steps.ts';
import { World } from '../../../domain/world.ts';
import {
  countryStructure,
  GROUPS,
  JANUARY,
  PROVINCES,
  SINCE
} from '../../../../../tests/support/small-country.ts';
import { LogLinks } from '../snapshot/log-links.ts';
import { accept, type AcceptContext } from './accept.ts';
import { Faults } from './faults.ts';
import type { Submission } from './schema.ts';
import type { EntryDraft } from '../../../domain/entry.ts';

const NOW = Date.UTC(2026, 1, 10);
const REPORT: Submission = {
  group: GROUPS[0]!,
  period: '2026-01',
  values: [{ indicator: 'KTS01', numerator: 3 }]
};

function grant(over: Partial<Grant>): Grant {
  return {
    role: 'group-head',
    unit: PROVINCES[0]!,
    groups: null,
    validFrom: SINCE,
    validTo: null,
    decision: '',
    ...over
  };
}

/** A door over a world and steps, with what it appended. */
function door(states: readonly ReviewState[] = []) {
  const world = new World('window');
  for (const draft of countryStructure()) world.apply(draft);
  const steps = new Steps();
  const appended: EntryDraft[] = [];
  let position = 100;
  const [book, cells] = [new ReportBook(), new Cells()];
  const own = { indicators: [0], nums: [3], dens: [10] };
  [...states].reverse().forEach((state, k) => {
    book.add({ position: k + 1, at: 0 }, world.tree.group(GROUPS[0]!)!.ordinal, JANUARY, own, cells);
    book.review(k + 1, state, cells, 50 + k);
  });
  const chain = {
    book,
    links: new LogLinks(),
    closing: steps.closing,
    matters: steps.matters,
    practices: steps.practices
  };
  const store = {
    append: async (batch: readonly EntryDraft[]) => {
      appended.push(...batch);
      const first = position + 1;
      for (const { at, actor, body } of batch) {
        position += 1;
        if (body.kind === 'matters' || body.kind === 'practices' || body.kind === 'lock')
          steps.take({ position, at, actor, body }, world.tree);
      }
      return { first, last: position };
    },
    receipt: async () => null,
    entriesAt: async () => []
  };
  const file = async (over: Partial<Submission> = {}, context: Partial<AcceptContext> = {}) => {
    const outcome = await accept({ world, store, chain }, [{ ...REPORT, ...over }], {
      actor: 'account:a',
      now: NOW,
      faults: new Faults(),
      ...context
    });
    return outcome.outcome === 'rejected' ? outcome.faults.map(({ code }) => code) : outcome.outcome;
  };
  const step = (body: StepBody) =>
    steps.take({ position: ++position, at: NOW, actor: 'x', body }, world.tree);
  return { file, step, appended };
}

function person(...grants: Grant[]): Principal {
  return { kind: 'account', actor: 'account:a', name: 'A', grants };
}

describe('who may file', () => {
  it('files for own groups, in own subtree, while the grant holds', async () => {
    const { file } = door();
    const by = (...grants: Grant[]) => file({}, { principal: person(...grants) });
    expect(await by(grant({}))).toBe('accepted');
    expect(await by(grant({ groups: [GROUPS[0]!] }))).toBe('accepted');
    expect(await by(grant({ groups: [GROUPS[1]!] }))).toEqual(['notYours']);
    expect(await by(grant({ unit: PROVINCES[1]! }))).toEqual(['notYours']);
    expect(await by(grant({ validTo: '2026-02-10' }))).toEqual(['notYours']);
    expect(await by(grant({ validTo: '2026-02-11' }))).toBe('accepted');
    expect(await by(grant({ role: 'viewer' }))).toEqual(['notYours']);
    expect(await by(grant({ role: 'head' }))).toEqual(['notYours']);
    expect(await by()).toEqual(['notYours']);
  });
});

describe('a closed period', () => {
  const lock = {
    kind: 'lock',
    unit: PROVINCES[0]!,
    period: JANUARY,
    locked: true,
    exceptions: [],
    reason: 'x'
  } as const;
  it('takes nothing, but from a named exception, and again once it is opened', async () => {
    const { file, step } = door();
    step(lock);
    expect(await file()).toEqual(['periodLocked']);
    expect(await file({ period: '2025-12' })).toBe('accepted');
    step({ ...lock, exceptions: [GROUPS[0]!] });
    expect(await file()).toBe('accepted');
    step({ ...lock, locked: false });
    expect(await file()).toBe('accepted');
  });
});

describe('a correction of an approved report', () => {
  it('needs a person to say why', async () => {
    const principal = person(grant({}));
    const { file } = door(['submitted', 'approved']);
    expect(await file({}, { principal })).toEqual(['reasonMissing']);
    expect(await file({ reason: '  ' }, { principal })).toEqual(['reasonMissing']);
    expect(await file({ reason: 'đếm lại' }, { principal })).toBe('accepted');
    expect(await file({}, { principal: { ...principal, kind: 'key' } })).toBe('accepted');
    expect(await door(['returned']).file({}, { principal })).toBe('accepted');
  });
});

describe('what a report raises and tells', () => {
  it('becomes entries beside it, once', async () => {
    const { file, appended } = door();
    const texts = {
      difficulties: 'Thiếu điện thoại',
      proposals: 'Vận động',
      practices: 'Ba hộ một đoàn viên'
    };
    expect(await file(texts)).toBe('accepted');
    expect(appended.map(({ body }) => body.kind)).toEqual(['report', 'matters', 'practices']);
    expect(appended[1]!.body).toMatchObject({
      steps: [{ step: 'opened', group: GROUPS[0], period: JANUARY, kind: 'other', text: 'Thiếu điện thoại' }]
    });
    expect(await file(texts)).toBe('accepted');
    expect(appended.slice(3).map(({ body }) => body.kind)).toEqual(['report']);
  });

  it('is history where the period is long past', async () => {
    const { file, appended } = door();
    expect(await file({ period: '2025-06', difficulties: 'Thiếu điện thoại' })).toBe('accepted');
    expect(appended.length).toBe(1);
  });

  it('structured difficulties stand in for the words', async () => {
    const { file, appended } = door();
    const matter = { kind: 'devices', text: 'Thiếu máy', proposal: '', wanted: 'province' } as const;
    expect(await file({ values: [], matters: [matter], difficulties: 'x' })).toBe('accepted');
    expect(appended[1]!.body).toMatchObject({ steps: [matter] });
  });
});
