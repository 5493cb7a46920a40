import { expect, test } from 'vitest';
import { goldenLog } from '../../../../../tests/support/golden-log.ts';
import { Fold } from './fold.ts';
import { Following, type FollowedLog } from './follow.ts';

/** A log that hands out a few entries at a time, each a turn of the event loop later. */
function slowLog(): FollowedLog {
  const log = goldenLog();
  return {
    async readPacked(from) {
      await new Promise((resolve) => setImmediate(resolve));
      return log.slice(from, from + 3);
    },
    onWake: () => () => undefined
  };
}

test('catching up reaches the end of the log though a wake-up reads along', async () => {
  const fold = new Fold('calendar');
  const positions: number[] = [];
  const told = ({ from, to }: { from: number; to: number }) => positions.push(from, to);
  const following = new Following(slowLog(), fold, told, {
    failed(error) {
      throw error;
    },
    well: () => undefined
  });
  following.wake();
  await following.catchUp();
  expect(fold.position).toBe(goldenLog().length);
  expect(positions).toEqual([...positions].sort((a, b) => a - b));
  await following.stop();
});
