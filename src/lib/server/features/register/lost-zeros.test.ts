import { describe, expect, test } from 'vitest';
import { unitKey, type Unit } from '../../../domain/unit.ts';
import { World } from '../../../domain/world.ts';
import { readGroups } from './read-groups.ts';
import { readUnits } from './read-units.ts';

// A spreadsheet drops the zeros of 00025 (phường Giảng Võ of Hà Nội), and 25 is the code of the province Phú Thọ.

const SINCE = '2025-07-01';
const world = new World('window');
const unit = (code: string, level: 0 | 1 | 3, fullName: string, parent: string | null): Unit => {
  const [type = ''] = fullName.toLowerCase().split(' ');
  const name = fullName.replace(/^(Phường|Tỉnh|Thành phố) /, '');
  const key =
    parent === null ? null : unitKey({ code: parent, validFrom: parent === 'VN' ? '1945-09-02' : SINCE });
  return {
    ...{ code, level, fullName, name, type, parent: key, point: null },
    ...{ validFrom: level === 0 ? '1945-09-02' : SINCE, validTo: null }
  };
};
world.apply({
  ...{ position: 1, at: 0, actor: 'test' },
  body: {
    kind: 'units',
    units: [
      unit('VN', 0, 'Việt Nam', null),
      unit('01', 1, 'Thành phố Hà Nội', 'VN'),
      unit('25', 1, 'Tỉnh Phú Thọ', 'VN'),
      unit('00025', 3, 'Phường Giảng Võ', '01')
    ]
  }
});

describe('a code that may have lost its zeros', () => {
  const group = (row: Record<string, string>) => {
    const { read, faults } = readGroups(world, [{ code: 'g', name: 'Tổ', kind: 'Tổ CNSCĐ', ...row }], SINCE);
    return faults.length > 0 ? faults.map(({ code }) => code) : read[0]?.thing.unit;
  };

  test('of a group’s unit is not taken for the province of the same number, unless its name is said', () => {
    expect(group({ unit: '25' })).toEqual(['unitCodeUnsure']);
    expect(group({ unit: '00025' })).toBe(`00025@${SINCE}`);
    expect(group({ unit: '25', unitName: 'Phường Giảng Võ' })).toBe(`00025@${SINCE}`);
    expect(group({ unit: '25', unitName: 'Tỉnh Phú Thọ' })).toBe(`25@${SINCE}`);
    expect(group({ unit: '01' })).toBe(`01@${SINCE}`);
  });

  test('of the unit above a village likewise', () => {
    const village = (row: Record<string, string>) => {
      const rows = [
        {
          code: '00025-1',
          name: 'Tổ dân phố 1',
          type: 'tổ dân phố',
          level: '4',
          fullName: 'Tổ dân phố 1',
          ...row
        }
      ];
      const { read, faults } = readUnits(world, rows, { validFrom: SINCE, renames: false });
      return faults.length > 0 ? faults.map(({ code }) => code) : read[0]?.thing.parent;
    };
    expect(village({ parent: '25' })).toEqual(['unitCodeUnsure']);
    expect(village({ parent: '00025' })).toBe(`00025@${SINCE}`);
    expect(village({ parent: '25', parentName: 'Phường Giảng Võ' })).toBe(`00025@${SINCE}`);
  });
});
