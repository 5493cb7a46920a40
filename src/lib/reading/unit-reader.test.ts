import { expect, test } from 'vitest';
import type { Level, Unit } from '../domain/unit.ts';
import { unitWords } from './unit-fault-words.ts';
import type { UnitClaim, UnitReading } from './unit-claim.ts';
import { UnitReader } from './unit-reader.ts';

const NOW = '2026-11-14';
const REFORM = '2025-07-01';

function unit(line: string, era: 'now' | 'old' = 'now'): Unit {
  const [code = '', type = '', name = '', parent = '', level = '3'] = line.split('|');
  return {
    ...{ code, type, name, fullName: `${type.charAt(0).toUpperCase()}${type.slice(1)} ${name}` },
    ...{ validFrom: era === 'now' ? REFORM : '2004-01-01', validTo: era === 'now' ? null : REFORM },
    ...{
      level: Number(level) as Level,
      parent: parent === '' ? null : (parent as Unit['parent']),
      point: null
    }
  };
}

const country: Unit = {
  ...{ code: 'VN', type: 'quốc gia', name: 'Việt Nam', fullName: 'Việt Nam', level: 0, parent: null },
  ...{ validFrom: '1945-09-02', validTo: null, point: null }
};
const VN = 'VN@1945-09-02';
const NOW_DA_NANG = `48@${REFORM}`;
const units = [
  country,
  ...[
    `01|thành phố|Hà Nội|${VN}|1`,
    `04|tỉnh|Cao Bằng|${VN}|1`,
    `08|tỉnh|Tuyên Quang|${VN}|1`,
    `48|thành phố|Đà Nẵng|${VN}|1`,
    `51|tỉnh|Quảng Ngãi|${VN}|1`,
    `79|thành phố|Hồ Chí Minh|${VN}|1`,
    `00004|phường|Ba Đình|01@${REFORM}`,
    `00008|phường|Ngọc Hà|01@${REFORM}`,
    `00048|xã|Thanh Trì|01@${REFORM}`,
    `20242|phường|Hải Châu|${NOW_DA_NANG}`,
    `20197|phường|Hòa Khánh|${NOW_DA_NANG}`,
    `20332|đặc khu|Hoàng Sa|${NOW_DA_NANG}`,
    `21484|xã|Ba Tơ|51@${REFORM}`,
    `21490|xã|Ba Tô|51@${REFORM}`,
    `21500|xã|Bản Lầu|51@${REFORM}`,
    `21501|xã|Tân Lập|51@${REFORM}`,
    `20001|xã|Tân Lập|${NOW_DA_NANG}`,
    `27001|phường|Tân Định|79@${REFORM}`,
    `27002|phường|1|79@${REFORM}`,
    `cns-9|tổ dân phố|9|20242@${REFORM}|4`
  ].map((line) => unit(line)),
  ...[
    `48|thành phố|Đà Nẵng|${VN}|1`,
    `492|quận|Hải Châu|48@2004-01-01|2`,
    `20242|phường|Phước Ninh|492@2004-01-01`,
    `20230|phường|Thuận Phước|492@2004-01-01`,
    `20300|xã|Tân Định|48@2004-01-01`
  ].map((line) => unit(line, 'old'))
];
const reader = new UnitReader(units);

const told = (reading: UnitReading) =>
  'found' in reading
    ? `${reading.found.code} ${reading.found.fullName}${reading.remark ? ' *' : ''}`
    : reading.fault.code;
const read = (claim: UnitClaim) => told(reader.read(claim, NOW));
const below = (...names: string[]) => names.map((name) => ({ name }));

test.each<[UnitClaim, string]>([
  [{ code: '20242' }, '20242 Phường Hải Châu'],
  [{ code: ' 20242\u200b' }, '20242 Phường Hải Châu'],
  [{ code: "'00004" }, '00004 Phường Ba Đình'],
  [{ code: `48@${REFORM}` }, '48 Thành phố Đà Nẵng'],
  [{ code: '20242', names: ['P. Hải Châu'], parents: below('TP.Đà Nẵng') }, '20242 Phường Hải Châu'],
  [{ code: '20242', names: ['Phường Phước Ninh'] }, 'unitNameDiffers'],
  [{ code: '20242', names: ['Quận Hải Châu'] }, 'unitNameDiffers'],
  [{ code: '20242', names: ['Hải Châu'], parents: below('Cao Bằng') }, 'unitParentDiffers'],
  [{ code: '20242', names: ['Hải Châu'], parents: below('Quận Hải Châu') }, 'unitParentUnknown'],
  [{ code: '20230' }, 'unitOfAnotherEra'],
  [{ code: '48@2004-01-01' }, 'unitOfAnotherEra'],
  [{ code: '99999', names: ['Phường Hải Châu'] }, 'unitUnknown'],
  [{ code: '48', level: 3 }, '00048 Xã Thanh Trì *'],
  [{ code: '20242', level: 1 }, 'unitLevelDiffers']
])('a code: %o', (claim, expected) => {
  expect(read(claim)).toBe(expected);
});

test.each<[UnitClaim, string]>([
  [{ code: '4' }, 'unitCodeUnsure'],
  [{ code: '4', level: 1 }, '04 Tỉnh Cao Bằng *'],
  [{ code: '4', level: 3 }, '00004 Phường Ba Đình *'],
  [{ code: '4', names: ['Phường Ba Đình'] }, '00004 Phường Ba Đình *'],
  [{ code: '4', parents: below('Thành phố Hà Nội') }, '00004 Phường Ba Đình *'],
  [{ code: '8', names: ['Phường Ngọc Hà'], parents: below('Thành phố Hà Nội') }, '00008 Phường Ngọc Hà *'],
  [{ code: '8', names: ['Phường Hải Châu'] }, 'unitNameDiffers'],
  [{ code: '48' }, '48 Thành phố Đà Nẵng'],
  [{ code: '48', isNumber: true }, 'unitCodeUnsure'],
  [{ code: '48', isNumber: true, names: ['Thanh Trì'] }, '00048 Xã Thanh Trì *'],
  [{ code: '00004', parents: [{ level: 1, code: '1' }] }, '00004 Phường Ba Đình']
])('a code that may have lost its zeros: %o', (claim, expected) => {
  expect(read(claim)).toBe(expected);
});

test.each<[UnitClaim, string]>([
  [{ names: ['Xã Ba Tơ'], parents: below('Quảng Ngãi') }, '21484 Xã Ba Tơ'],
  [{ names: ['BA TÔ'], parents: below('tỉnh Quảng Ngãi') }, '21490 Xã Ba Tô'],
  [{ names: ['Ba To'], parents: below('Quảng Ngãi') }, 'unitUnknown'],
  [{ names: ['Bản Lầu'] }, '21500 Xã Bản Lầu'],
  [{ names: ['Hoà Khánh'] }, '20197 Phường Hòa Khánh'],
  [{ names: ['\u0110K Hoàng Sa'] }, '20332 Đặc khu Hoàng Sa'],
  [{ names: ['\u00d0ặc khu Hoàng\u00a0 Sa'] }, '20332 Đặc khu Hoàng Sa'],
  [{ names: ['Tân Lập'] }, 'unitParentMissing'],
  [{ names: ['Tân Lập'], within: NOW_DA_NANG }, '20001 Xã Tân Lập'],
  [{ names: ['Tân Lập'], within: NOW_DA_NANG, parents: below('Quảng Ngãi') }, '21501 Xã Tân Lập'],
  [{ names: ['Tân Lập'], parents: below('Quảng Nam') }, 'unitParentUnknown'],
  [{ names: ['Tân Định'] }, 'unitParentMissing'],
  [{ names: ['P.Tân Định'], parents: below('TPHCM') }, '27001 Phường Tân Định'],
  [{ names: ['P01'], parents: below('TP. Hồ Chí Minh') }, '27002 Phường 1'],
  [{ names: ['Phường Thuận Phước'] }, 'unitOfAnotherEra'],
  [{ names: ['TDP 9'], parents: below('Phường Hải Châu', 'Đà Nẵng') }, 'cns-9 Tổ dân phố 9'],
  [{ names: ['Tổ dân phố 9'], parents: below('Phường Hải Châu', 'Cao Bằng') }, 'unitParentUnknown'],
  [{}, 'unitMissing']
])('a name alone: %o', (claim, expected) => {
  expect(read(claim)).toBe(expected);
});

test('a fault names both: what the code is, and what is written, with its era', () => {
  const reading = reader.read({ code: '20242', names: ['Phường Phước Ninh'] }, NOW);
  expect('fault' in reading && unitWords(reading.fault).vi).toBe(
    'Mã 20242 là Phường Hải Châu, tên ghi Phường Phước Ninh (trước 1/7/2025). Hãy sửa mã hoặc tên.'
  );
  expect('fault' in reading && reading.fault.era?.name).toBe('Phước Ninh');
});

test('units that the store does not hold are recognised and never found', () => {
  const old = unit('01234|xã|Nậm Xây|', 'old');
  const knowing = new UnitReader(units, [old]);
  expect(told(knowing.read({ code: '01234' }, NOW))).toBe('unitOfAnotherEra');
  expect(told(knowing.read({ code: '01234' }, '2024-01-01'))).toBe('unitOfAnotherEra');
});

test('on a day before the reform the units of that day are meant', () => {
  const on = (claim: UnitClaim) => told(reader.read(claim, '2025-06-14'));
  expect(on({ code: '20242', names: ['P. Phước Ninh'], parents: below('Q. Hải Châu') })).toBe(
    '20242 Phường Phước Ninh'
  );
  expect(on({ code: '20242', names: ['Phường Hải Châu'] })).toBe('unitNameDiffers');
});
