import { describe, expect, it } from 'vitest';
import {
  ACTIONS,
  isSoundGrant,
  MAY_GRANT,
  mayAnywhere,
  mayAt,
  placesOf,
  PUBLIC,
  RIGHTS,
  ROLES,
  type Grant,
  type Principal
} from './access.ts';
import { Tree } from './tree.ts';
import { unitKey, type Level, type UnitKey } from './unit.ts';

const SINCE = '2025-07-01';
const TODAY = '2026-11-22';
const tree = new Tree('window');

function unit(code: string, level: Level, parent: UnitKey | null): UnitKey {
  const named = { code, name: code, fullName: code, type: 'x' };
  const made = { ...named, validFrom: SINCE, validTo: null, level, parent, point: null };
  tree.putUnit(made);
  return unitKey(made);
}

function group(code: string, at: UnitKey): void {
  const span = { validFrom: SINCE, validTo: null };
  tree.putGroup({ code, unit: at, kind: 'village-group', name: code, ...span, bases: [], notApplicable: [] });
}

const country = unit('VN', 0, null);
const daNang = unit('48', 1, country);
const haiChau = unit('20242', 3, daNang);
const baNa = unit('20308', 3, daNang);
const hue = unit('46', 1, country);
group('G1', haiChau);
group('G2', haiChau);
group('G3', baNa);

function principal(over: Partial<Grant>): Principal {
  const grant: Grant = {
    role: 'viewer',
    unit: daNang,
    groups: null,
    validFrom: SINCE,
    validTo: null,
    decision: '',
    ...over
  };
  return { kind: 'account', actor: 'account:x', name: 'X', grants: [grant] };
}
const at = (key: UnitKey) => tree.unit(key)?.ordinal ?? -1;
const ofGroup = (code: string) => tree.group(code)?.ordinal ?? -1;

describe('rights', () => {
  it('hold in the subtree of their unit and nowhere else', () => {
    const viewer = principal({});
    for (const node of [at(daNang), at(haiChau), ofGroup('G3')])
      expect(mayAt(viewer, 'read', tree, node, TODAY)).toBe(true);
    for (const node of [at(country), at(hue), -1, 10_000])
      expect(mayAt(viewer, 'read', tree, node, TODAY)).toBe(false);
  });

  it('hold from their first day until before their last', () => {
    const deputy = principal({ role: 'head', validFrom: '2026-01-01', validTo: '2026-06-01' });
    const may = (day: string) => mayAt(deputy, 'approve', tree, at(daNang), day);
    expect(['2025-12-31', '2026-01-01', '2026-05-31', '2026-06-01'].map(may)).toEqual([
      false,
      true,
      true,
      false
    ]);
    expect(mayAnywhere(deputy, 'approve', '2026-06-01')).toBe(false);
    expect(placesOf(deputy, 'approve', tree, '2026-06-01')).toEqual([]);
  });

  it('of whoever files for groups reach those groups, and figures alone around them', () => {
    const head = principal({ role: 'group-head', unit: haiChau, groups: ['G1'] });
    expect(mayAt(head, 'file', tree, ofGroup('G1'), TODAY)).toBe(true);
    expect(mayAt(head, 'file', tree, ofGroup('G2'), TODAY)).toBe(false);
    expect(mayAt(head, 'readTexts', tree, at(haiChau), TODAY)).toBe(false);
    expect(mayAt(head, 'read', tree, at(haiChau), TODAY)).toBe(true);
    expect(mayAt(head, 'file', tree, ofGroup('G3'), TODAY)).toBe(false);
  });

  it('let nobody approve who prepares, and nobody prepare who approves', () => {
    for (const role of ROLES) {
      const may = RIGHTS[role];
      expect(may.includes('approve') && may.includes('prepare'), role).toBe(false);
    }
    expect(RIGHTS.clerk).not.toContain('approve');
  });

  it('of a screen and a viewer are to look at figures', () => {
    expect([RIGHTS.screen, RIGHTS.viewer]).toEqual([['read'], ['read']]);
    for (const action of ACTIONS) expect(mayAnywhere(PUBLIC, action, TODAY)).toBe(false);
  });

  it('are handed out by nobody who may not manage accounts, and by none but administrators upward', () => {
    for (const role of ROLES) {
      if (!RIGHTS[role].includes('manageAccounts')) expect(MAY_GRANT[role], role).toEqual([]);
      if (role !== 'administrator') expect(MAY_GRANT[role], role).not.toContain('administrator');
      expect(MAY_GRANT[role].includes(role) && role !== 'administrator', role).toBe(false);
    }
  });

  it('are kept only where they make sense', () => {
    const [sound] = principal({}).grants;
    expect(sound && isSoundGrant(sound)).toBe(true);
    expect(isSoundGrant({ ...sound!, validTo: SINCE })).toBe(false);
    expect(isSoundGrant({ ...sound!, unit: 'nowhere@x' })).toBe(false);
  });

  it('shows a screen no deeper than its link', () => {
    const grant: Grant = {
      role: 'screen',
      unit: daNang,
      groups: null,
      validFrom: SINCE,
      validTo: null,
      decision: ''
    };
    const screen: Principal = {
      kind: 'screen',
      actor: 'screen:x',
      name: 'x',
      grants: [grant],
      depth: 'province'
    };
    const at = (node: number) => mayAt(screen, 'read', tree, node, TODAY);
    expect(at(tree.unit(daNang)!.ordinal)).toBe(true);
    expect(at(tree.unit(haiChau)!.ordinal)).toBe(false);
    expect(at(tree.group('G1')!.ordinal)).toBe(false);
  });
});
