import { describe, expect, it } from 'vitest';
import { Fold } from '../server/core/snapshot/fold.ts';
import { Chance } from '../../../tests/support/random.ts';
import { randomWorld } from '../../../tests/support/random-world.ts';
import { countryStructure, makeGroup, makeUnit } from '../../../tests/support/small-country.ts';
import type { EntryBody, EntryDraft } from './entry.ts';
import { refusalOf, StructureCheck } from './structure-check.ts';
import { unitKey } from './unit.ts';
import { World } from './world.ts';

function country(): World {
  const world = new World('window');
  for (const entry of countryStructure()) world.apply(entry);
  return world;
}

describe('what may enter the world', () => {
  it('names what is wrong with a unit', () => {
    const world = country();
    const code = (over: Parameters<typeof makeUnit>[3], parent = '48@2020-01-01' as const) =>
      refusalOf(world, { kind: 'units', units: [makeUnit('20999', 3, parent, over)] })?.code ?? null;
    expect(code({})).toBeNull();
    expect(code({ parent: '99@2020-01-01' })).toBe('unknownParent');
    expect(code({ parent: null })).toBe('secondRoot');
    expect(code({ level: 1 })).toBe('badLevel');
    expect(code({ code: '20194', validFrom: '2021-01-01' })).toBe('eraOverlap');
    expect(code({ code: '20194', parent: '45@2020-01-01' })).toBe('parentChanged');
    expect(code({ code: '20194', type: 'xã' })).toBe('typeChanged');
    expect(code({ validFrom: '2021-02-30' })).toBe('badDay');
    expect(code({ validTo: '2019-01-01' })).toBe('badSpan');
    expect(code({ name: 'Hoà'.normalize('NFD') })).toBe('badName');
    expect(code({ code: 'a@b' })).toBe('badCode');
    expect(code({ point: [108, 91] })).toBe('badPoint');
  });

  it('takes parents and children of one entry in their order, and builds on nothing refused', () => {
    const world = country();
    const parent = makeUnit('79', 1, 'VN@2020-01-01');
    const child = makeUnit('26734', 3, unitKey(parent));
    expect(refusalOf(world, { kind: 'units', units: [parent, child] })).toBeNull();
    expect(refusalOf(world, { kind: 'units', units: [child, parent] })).toMatchObject({ item: 0 });
    const check = new StructureCheck(world);
    const bad = { ...parent, name: '' };
    expect(check.refusals({ kind: 'units', units: [bad, child] }).map(({ code }) => code)).toEqual([
      'badName',
      'unknownParent'
    ]);
    expect(world.tree.unit(unitKey(parent))).toBeUndefined();
  });

  it('keeps a group in its unit and a target at a recipient that is there', () => {
    const world = country();
    const group = makeGroup('20194-1', '20195@2020-01-01');
    expect(refusalOf(world, { kind: 'groups', groups: [group] })?.code).toBe('parentChanged');
    expect(refusalOf(world, { kind: 'groups', groups: [makeGroup('x', '9@2020-01-01')] })?.code).toBe(
      'unknownUnit'
    );
    const target = {
      indicator: 'XHS01',
      recipient: { group: 'nobody' },
      value: { num: 9, den: 10 },
      giver: 'UBND',
      decision: null,
      validFrom: '2022-01-01',
      validTo: null,
      citation: '',
      illustrative: false
    };
    const code = (over: object) =>
      refusalOf(world, { kind: 'targets', targets: [{ ...target, ...over }] })?.code ?? null;
    expect(code({})).toBe('unknownGroup');
    expect(code({ recipient: { group: '20194-1' } })).toBeNull();
    expect(code({ recipient: { group: '20194-1' }, value: { num: 11, den: 10 } })).toBe('badTarget');
    expect(code({ recipient: { unit: '48@2020-01-01' }, indicator: 'NONE' })).toBe('unknownIndicator');
  });

  it('lets nothing through that stops the fold, and takes in what it lets through', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const chance = new Chance(seed);
      const fold = new Fold('window');
      const check = new StructureCheck(new World('window'));
      let position = 0;
      let taken = 0;
      for (const body of shuffled(seed)) {
        const fresh = refusalOf(fold.world, body);
        const isRefused = check.refusals(body).length > 0;
        // One check over many entries says what a fresh one says after each was taken in.
        if (isRefused !== (fresh !== null)) throw new Error(`seed ${seed}: ${JSON.stringify(fresh)}`);
        if (isRefused) continue;
        const entry: EntryDraft = { at: 0, actor: 'test', body };
        fold.apply([{ ...entry, position: ++position }]);
        taken++;
      }
      expect(fold.position).toBe(taken);
      for (let k = 0; k < 3; k++) fold.world.alive(24_312 + chance.whole(0, 5));
    }
  });

  /** A random world's entries, some of them out of order or spoiled, in small pieces. */
  function shuffled(seed: number): EntryBody[] {
    const chance = new Chance(seed);
    const world = randomWorld(seed);
    const bodies: EntryBody[] = [
      ...world.indicators.map((one): EntryBody => ({ kind: 'catalogue', indicators: [one] })),
      ...world.units.map((one): EntryBody => ({ kind: 'units', units: [one] })),
      ...world.groups.map((one): EntryBody => ({ kind: 'groups', groups: [one] })),
      ...world.targets.map((one): EntryBody => ({ kind: 'targets', targets: [one] }))
    ];
    for (let k = 0; k < 3; k++) {
      const from = chance.whole(0, bodies.length - 1);
      const [moved] = bodies.splice(from, 1);
      if (moved) bodies.splice(chance.whole(0, bodies.length), 0, chance.is(0.5) ? moved : spoiled(moved));
    }
    return bodies;
  }

  function spoiled(body: EntryBody): EntryBody {
    if (body.kind === 'units')
      return { ...body, units: body.units.map((unit) => ({ ...unit, parent: 'X@2020-01-01' as const })) };
    if (body.kind === 'groups')
      return { ...body, groups: body.groups.map((group) => ({ ...group, unit: 'X@2020-01-01' as const })) };
    return body;
  }
});
