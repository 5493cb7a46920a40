import { expect, it } from 'vitest';
import { Tree } from '../../../domain/tree.ts';
import { tellChange } from './tell-change.ts';

it('settings are told in words: no keys of units, no moments of machines', () => {
  const tree = new Tree('window');
  tree.putUnit({
    ...{ code: '48', validFrom: '2025-07-01', validTo: null, level: 1, type: 'thành phố', name: 'Đà Nẵng' },
    ...{ fullName: 'Thành phố Đà Nẵng', parent: null, point: null }
  });
  const told = (action: string, detail: string) =>
    tellChange(tree, { kind: 'change', object: 'setting:alert:48b6d67c', action, detail });
  expect(told('snoozed', '2026-12-02T18:38:20.280Z').vi).toBe(
    'setting:alert:48b6d67c: tạm tắt (01:38 03/12/2026)'
  );
  expect(told('created', 'bật, 48@2025-07-01, đến cấp xã').en).toBe(
    'setting:alert:48b6d67c: created (bật, Thành phố Đà Nẵng, đến cấp xã)'
  );
});
