import { expect, test } from 'vitest';
import type { FirstPicture } from '$lib/wire/first-picture.ts';
import type { WallSlide } from '$lib/api/playlists.ts';
import { Rotation } from './rotation.svelte.ts';

// The rotation against a server of its own: what is shown, when, and what stays where nothing comes.

const slide = (unit: string, indicator: string, seconds = 10): WallSlide => ({
  ...{ unit: `${unit}@2025-07-01`, level: 'commune', period: null, kind: 'map' },
  ...{ indicator, seconds }
});
const pictureOf = (scope: string) => ({ scope }) as FirstPicture;

function wall(slides: readonly WallSlide[], { held = [] as string[] } = {}) {
  const asked: string[] = [];
  const prepared: string[] = [];
  let isDown = false;
  let waiting: Promise<void> | null = null;
  const start = Date.now();
  const rotation = new Rotation(slides, pictureOf('first'), start, {
    holds: (code) => held.includes(code),
    prepare: ({ scope }) => {
      prepared.push(scope);
      return Promise.resolve();
    },
    fetch: ((href: string) => {
      asked.push(href);
      if (isDown) return Promise.reject(new Error('down'));
      const answer = Response.json(pictureOf(href));
      return (waiting ?? Promise.resolve()).then(() => answer);
    }) as typeof fetch
  });
  /** Seconds pass, one by one, from where the last call ended. */
  let second = 0;
  const pass = async (seconds: number) => {
    for (let i = 0; i < seconds; i++) {
      second += 1;
      rotation.tick(start + second * 1000);
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  /** Answers are on their way until what it answers is called. */
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting = promise;
    return () => {
      waiting = null;
      resolve();
    };
  };
  return { rotation, asked, prepared, pass, hold, cut: (is: boolean) => (isDown = is) };
}

test('the next picture is fetched and prepared before its turn, once, and shown at its turn', async () => {
  const { rotation, asked, prepared, pass } = wall([slide('48', 'A'), slide('56', 'B', 600)]);
  await pass(5);
  expect(asked).toEqual([]);
  await pass(4);
  expect(asked).toHaveLength(1);
  expect(prepared).toHaveLength(1);
  expect(rotation.given.picture.scope).toBe('first');
  await pass(2);
  expect(rotation.given.selection).toMatchObject({
    unit: '56@2025-07-01',
    indicator: 'B',
    basis: 'approved'
  });
  expect(asked).toHaveLength(1);
});

test('slides of one scope whose rows are held share a picture', async () => {
  const { rotation, asked, pass } = wall([slide('48', 'A'), slide('48', 'B', 600)], { held: ['B'] });
  await pass(11);
  expect(rotation.given.selection.indicator).toBe('B');
  expect(rotation.given.picture.scope).toBe('first');
  expect(asked).toEqual([]);
});

test('where no picture comes the last one stays, says since when, and the rotation goes on by itself', async () => {
  const { rotation, pass, cut } = wall([slide('48', 'A'), slide('56', 'B', 600)]);
  cut(true);
  await pass(30);
  expect(rotation.given.picture.scope).toBe('first');
  expect(rotation.failedAt).toBeGreaterThan(0);
  cut(false);
  await pass(15);
  expect(rotation.failedAt).toBe(0);
  expect(rotation.turn).toBeGreaterThan(0);
});

test('another playlist begins with its first slide when the one that is shown has had its time', async () => {
  const { rotation, pass } = wall([slide('48', 'A'), slide('56', 'B')]);
  rotation.use({ slides: [slide('79', 'C', 600), slide('01', 'D')] });
  await pass(5);
  expect(rotation.given.selection.indicator).toBe('A');
  await pass(7);
  expect(rotation.given.selection.indicator).toBe('C');
});

test('what was on its way when the structure became another is not shown, and is asked for again', async () => {
  const { rotation, asked, pass, hold } = wall([slide('48', 'A'), slide('56', 'B', 600)]);
  const come = hold();
  await pass(10);
  expect(asked).toHaveLength(1);
  rotation.renew(Date.now());
  come();
  await pass(2);
  expect(asked.map((href) => new URL(href, 'http://wall').searchParams.get('unit'))).toEqual([
    '56@2025-07-01',
    '48@2025-07-01'
  ]);
  expect(rotation.given.selection.indicator).toBe('A');
  expect(rotation.given.picture.scope).toContain('48@2025-07-01');
});

test('a renewal that no answer came to is tried again, and not only at the end of the slide', async () => {
  const { rotation, pass, cut } = wall([slide('48', 'A', 600)]);
  cut(true);
  rotation.renew(Date.now());
  await pass(7);
  expect(rotation.given.picture.scope).toBe('first');
  cut(false);
  await pass(7);
  expect(rotation.given.picture.scope).toContain('48@2025-07-01');
});
