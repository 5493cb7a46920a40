import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { World } from '../../src/lib/domain/world.ts';
import { commands } from '../../src/lib/server/cli/commands.ts';
import { readConfig } from '../../src/lib/server/core/config.ts';
import { countryUnits } from '../../src/lib/server/demo/country.ts';
import {
  planImport,
  type ImportAsked,
  type ImportPlan
} from '../../src/lib/server/features/register/import.ts';
import { makeGroup } from '../support/small-country.ts';

// The register's files as people send them: codes without zeros, official lists, other capitals.

const fixture = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)), 'utf8');
const COUNTRY = {
  code: 'VN',
  validFrom: '1945-09-02',
  validTo: null,
  level: 0,
  type: 'quốc gia',
  name: 'Việt Nam',
  fullName: 'Việt Nam',
  parent: null,
  point: null
} as const;

let world: World;
/** A store with the country alone. */
let empty: World;
beforeAll(() => {
  world = new World('window');
  world.apply({ body: { kind: 'units', units: countryUnits() } });
  world.apply({ body: { kind: 'groups', groups: [makeGroup('cns-20242.01', '20242@2025-07-01')] } });
  empty = new World('window');
  empty.apply({ body: { kind: 'units', units: [COUNTRY] } });
});

function plan(kind: ImportAsked['kind'], text: string, into = world): ImportPlan {
  const bytes = new TextEncoder().encode(text);
  const over = { validFrom: '2025-07-01', renames: false, principal: null, day: '2026-11-20' };
  return planImport(into, { kind, bytes, ...over });
}
const codes = (list: readonly { row: number; column: string; code: string }[]) =>
  list.map(({ row, column, code }) => `${row} ${column} ${code}`);
const units = (text: string, into = world) => plan('units', `code,level,type,name,parent\n${text}\n`, into);
const newUnits = ({ bodies }: ImportPlan) =>
  bodies.flatMap((body) => (body.kind === 'units' ? body.units : []));

describe('codes that lost their zeros', () => {
  it('case 16: are those of their level, with a remark; no second Cao Bằng comes into being', () => {
    const again = plan('units', fixture('16-units-zeros-lost.csv'));
    expect(again).toMatchObject({ rows: 2, added: 0, changed: 0, unchanged: 2, faults: [] });
    expect(codes(again.remarks)).toEqual([
      '1 code codeZerosLost',
      '2 code codeZerosLost',
      '2 parent zerosLost'
    ]);
    const first = plan(
      'units',
      '4,2025-07-01,province,tỉnh,Cao Bằng,VN\n'.replace(/^/, 'code,validFrom,level,type,name,parent\n'),
      empty
    );
    expect(newUnits(first)).toMatchObject([{ code: '04', parent: 'VN@1945-09-02' }]);
  });

  it('case 17: a group’s unit 4 may be Cao Bằng or Ba Đình, and is neither', () => {
    const { faults, added } = plan('groups', fixture('17-groups-unit-zeros-lost.csv'));
    expect(codes(faults)).toEqual(['1 unit unitCodeUnsure']);
    expect(faults[0]?.message.vi).toMatch(
      /Tỉnh Cao Bằng \(04\).*Phường Ba Đình \(00004\)|Phường Ba Đình \(00004\).*Tỉnh Cao Bằng \(04\)/
    );
    expect(added).toBe(1);
    const named = plan(
      'groups',
      'Mã tổ,Mã xã,Tên đơn vị,Loại tổ,Tên tổ,Số hộ\nt-1,4,Phường Ba Đình,Tổ CNSCĐ,Tổ 1,410\n'
    );
    expect(named.faults).toEqual([]);
    expect(named.bodies).toMatchObject([
      {
        groups: [
          { unit: '00004@2025-07-01', kind: 'village-group', bases: [{ base: 'households', value: 410 }] }
        ]
      }
    ]);
  });

  it('with another name are the fault that names both, and codes of too many digits are refused', () => {
    expect(codes(units('4,province,tỉnh,Lạng Sơn,VN').faults)).toEqual(['1 name nameChanged']);
    expect(codes(units('004,province,tỉnh,Cao Bằng,VN').faults)).toEqual(['1 code codeDigits']);
  });
});

describe('facts of a group', () => {
  const heading = 'Mã tổ,Mã xã,Tên đơn vị,Loại tổ,Tên tổ,Số hộ';
  const read = (written: string) =>
    plan('groups', `${heading}\nt-1,00004,Phường Ba Đình,Tổ CNSCĐ,Tổ 1,"${written}"\n`);

  it.each([
    ['1.234', 1234],
    ['1 234', 1234],
    ['1,234,567', 1_234_567],
    ['330.0', 330],
    ['330\u00a0', 330]
  ])('%s households are read as everywhere', (written, value) => {
    expect(read(written).faults).toEqual([]);
    expect(read(written).bodies).toMatchObject([{ groups: [{ bases: [{ base: 'households', value }] }] }]);
  });

  it.each(['0.875', '012.345', '1.234,567', '1,5', '-3'])('%s households are none', (written) => {
    expect(read(written).faults.map(({ code }) => code)).toEqual(['badNumberText']);
  });

  it('a JSON file says whole numbers', () => {
    const json = (value: number) =>
      plan(
        'groups',
        JSON.stringify([
          {
            ...{ code: 't-1', unit: '00004@2025-07-01', kind: 'village-group', name: 'Tổ 1' },
            bases: [{ base: 'households', value }]
          }
        ])
      );
    expect(json(410).faults).toEqual([]);
    expect(json(0.875).faults.length).toBe(1);
  });
});

describe('levels', () => {
  it('must agree with type and code: no commune becomes a district', () => {
    expect(
      codes(units('20242,2,phường,Hải Châu,48\n48,1,thành phố,Đà Nẵng,VN\n20242.1,4,thôn,Một,20242').faults)
    ).toEqual(['1 level levelDiffers']);
    expect(codes(units('20242,district,phường,Hải Châu,48').faults)).toEqual(['1 level levelDiffers']);
  });

  it('follow from the type where none is written', () => {
    const read = units('99,,tỉnh,Mới,VN\n99001,,Phường,Một,99\n99001.1,,Tổ dân phố,Tổ 1,99001');
    expect(read.faults).toEqual([]);
    expect(newUnits(read).map(({ code, level, type, parent }) => [code, level, type, parent])).toEqual([
      ['99', 1, 'tỉnh', 'VN@1945-09-02'],
      ['99001', 3, 'phường', '99@2025-07-01'],
      ['99001.1', 4, 'tổ dân phố', '99001@2025-07-01']
    ]);
  });
});

describe('the official list', () => {
  const HEAD = 'level,code,name,fullName,type,nameEn,parentCode,provinceCode,officialName20250701,areaKm2\n';
  const ROWS =
    '1,01,Hà Nội,Thành phố Hà Nội,thành phố,Hanoi,,01,,3359.84\n' +
    '2,00004,Ba Đình,Phường Ba Đình,phường,Ba Dinh,01,01,Phường Ba Đình,2.97\n';

  it('counts communes as 2 and is understood; what is not kept is said', () => {
    const again = plan('units', HEAD + ROWS);
    expect(again).toMatchObject({ unchanged: 2, faults: [] });
    expect(codes(again.remarks)).toContain('1 level officialLevels');
    const first = newUnits(plan('units', HEAD + ROWS, empty));
    expect(first.map(({ code, level, parent }) => [code, level, parent])).toEqual([
      ['01', 1, 'VN@1945-09-02'],
      ['00004', 3, '01@2025-07-01']
    ]);
  });

  it('in Vietnamese headings is the same', () => {
    const first = plan(
      'units',
      'Mã,Tên,Cấp,Mã tỉnh,Tỉnh / Thành phố\n1,Thành phố Hà Nội,Thành phố Trung ương,,\n4,Phường Ba Đình,Phường,1,Thành phố Hà Nội\n',
      empty
    );
    expect(first.faults).toEqual([]);
    expect(newUnits(first)).toMatchObject([
      { code: '01', level: 1, type: 'thành phố', name: 'Hà Nội', fullName: 'Thành phố Hà Nội' },
      {
        code: '00004',
        level: 3,
        type: 'phường',
        name: 'Ba Đình',
        fullName: 'Phường Ba Đình',
        parent: '01@2025-07-01'
      }
    ]);
  });

  const real = new URL('../../../shared/data/admin-units-2025.csv', import.meta.url);
  it.skipIf(!existsSync(real))(
    'whole: 34 provinces and 3,321 communes into an empty store, nothing to change in a full one',
    () => {
      const text = readFileSync(real, 'utf8');
      const first = plan('units', text, empty);
      expect(first.faults).toEqual([]);
      const levels = newUnits(first).map(({ level }) => level);
      expect([
        levels.filter((level) => level === 1).length,
        levels.filter((level) => level === 3).length
      ]).toEqual([34, 3321]);
      const again = plan('units', text);
      expect(again).toMatchObject({ faults: [], added: 0, changed: 0 });
    }
  );
});

it('a group’s code is the same in other capitals; twice in a file it is a fault', () => {
  const head = 'code,unit,kind,name\n';
  const known = plan('groups', `${head}CNS-20242.01,20242,village-group,Tổ một\n`);
  expect(known).toMatchObject({ added: 0, changed: 1, faults: [] });
  expect(known.bodies).toMatchObject([{ groups: [{ code: 'cns-20242.01', name: 'Tổ một' }] }]);
  const twice = plan('groups', `${head}x-1,20242,village-group,Một\nX-1,20242,village-group,Hai\n`);
  expect(codes(twice.faults)).toEqual(['2 code groupTwice']);
});

it('a heading that nobody understands, and two that mean the same, are faults', () => {
  const { faults } = plan(
    'units',
    'code,Mã,Quận thành,level,type,name,parent\n99,99,x,province,tỉnh,Mới,VN\n'
  );
  expect(codes(faults)).toEqual(['1 Quận thành unknownColumn', '1 Mã columnTwice']);
});

it('--help prints the columns', async () => {
  for (const name of ['import-units', 'import-groups']) {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    expect(await commands[name]!({ config: readConfig({}), args: ['--help'], say, complain: say })).toBe(0);
    expect(said.join('\n')).toContain('validFrom | Hiệu lực từ');
  }
});
