import { expect, test } from 'vitest';
import { targetCrossings } from './crossing.ts';

test('who came to meet the target and who no longer does, of those judged in both periods', () => {
  expect(
    targetCrossings([
      { stateBefore: 'near', stateAfter: 'met', units: 3 },
      { stateBefore: 'noData', stateAfter: 'met', units: 1 },
      { stateBefore: 'met', stateAfter: 'met', units: 40 },
      { stateBefore: 'met', stateAfter: 'low', units: 5 },
      { stateBefore: 'met', stateAfter: 'noData', units: 2 },
      { stateBefore: 'met', stateAfter: 'smallBase', units: 1 }
    ])
  ).toEqual({ gained: 3, lost: 5 });
});
