import { expect, test } from 'vitest';
import type { Unit } from '../../../domain/unit.ts';
import { unitKey } from '../../../domain/unit.ts';
import { World } from '../../../domain/world.ts';
import { unitWords } from '../../../reading/unit-fault-words.ts';
import { unitReaderOver } from './unit-reader-over.ts';

// A store of today's units alone: rows of files of before the reform of 2025 are told as such, with what became of them.

const NOW = '2026-11-30';
const unit = (code: string, level: 0 | 1 | 3, fullName: string, parent: string | null): Unit => ({
  ...{
    code,
    level,
    fullName,
    name: fullName.replace(/^\S+ /, ''),
    type: fullName.split(' ')[0]!.toLowerCase()
  },
  ...{ validFrom: level === 0 ? '1945-09-02' : '2025-07-01', validTo: null, point: null },
  parent: parent === null ? null : `${parent}@${parent === 'VN' ? '1945-09-02' : '2025-07-01'}`
});
const world = new World('window');
world.apply({
  ...{ position: 1, at: 0, actor: 'test' },
  body: {
    kind: 'units',
    units: [
      unit('VN', 0, 'Việt Nam', null),
      unit('48', 1, 'Thành phố Đà Nẵng', 'VN'),
      unit('20242', 3, 'Phường Hải Châu', '48'),
      unit('20209', 3, 'Phường Thanh Khê', '48')
    ]
  }
});
const read = (claim: { code?: string; names?: string[] }) => unitReaderOver(world).read(claim, NOW);
const said = (claim: { code?: string; names?: string[] }) => {
  const reading = read(claim);
  return 'fault' in reading ? unitWords(reading.fault).vi : unitKey(reading.found);
};

test('a code that only a unit of before had is told as such, with what it is part of today', () => {
  // Phường Tam Thuận of 2022: joined with Thanh Khê.
  expect(said({ code: '20203' })).toBe(
    '“20203” là Phường Tam Thuận, đơn vị trước 1/7/2025, không có trong kỳ này. Nay thuộc Phường Thanh Khê (20209).'
  );
  // One in another province, of which the store holds nothing.
  expect(read({ code: '00001', names: ['Phường Phúc Xá'] })).toMatchObject({
    fault: { code: 'unitOfAnotherEra', era: { code: '00001' } }
  });
});

test('a code of today beside a name of before is told as both', () => {
  const reading = read({ code: '20242', names: ['Phường Phước Ninh'] });
  expect(reading).toMatchObject({ fault: { code: 'unitNameDiffers' } });
});

test('a name that stands today is not taken away by one of before', () => {
  expect(said({ names: ['Phường Hải Châu'] })).toBe('20242@2025-07-01');
  expect(said({ code: '20242', names: ['Phường Hải Châu'] })).toBe('20242@2025-07-01');
});
