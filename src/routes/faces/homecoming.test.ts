import { expect, test } from 'vitest';
import { BREAK_MS, Homecoming, LOOK_MS, type HomecomingParts } from './homecoming.ts';

/** A page whose server is what the test says. */
function page(over: Partial<HomecomingParts> = {}) {
  const said = {
    newer: false,
    ready: true,
    there: true,
    now: 1_000_000,
    brokeAt: -Infinity,
    reloads: 0,
    asked: 0
  };
  const home = new Homecoming({
    isNewer: () => {
      said.asked += 1;
      return Promise.resolve(said.newer);
    },
    isReady: () => Promise.resolve(said.ready),
    isThere: () => Promise.resolve(said.there),
    reload: () => (said.reloads += 1),
    now: () => said.now,
    brokenFor: () => said.now - said.brokeAt,
    noteBreak: () => (said.brokeAt = said.now),
    ...over
  });
  return { home, said };
}

test('another build is loaded once the server is ready and has the page, not before and not twice', async () => {
  const { home, said } = page();
  await home.look();
  said.newer = true;
  said.ready = false;
  said.now += LOOK_MS;
  await home.look();
  expect([home.wants, said.reloads]).toEqual(['build', 0]);
  said.ready = true;
  said.there = false;
  await home.look();
  expect(said.reloads).toBe(0);
  said.there = true;
  await home.look();
  await home.look();
  expect(said.reloads).toBe(1);
});

test('the build is asked for once a minute, and at once when the line comes back', async () => {
  const { home, said } = page();
  for (let k = 0; k < 5; k++) await home.look();
  expect(said.asked).toBe(1);
  home.suspect();
  await home.look();
  expect(said.asked).toBe(2);
});

test('a server that cannot be reached changes nothing, and is asked again', async () => {
  let reached = false;
  const { home, said } = page({
    isNewer: () => (reached ? Promise.resolve(true) : Promise.reject(new Error('no network')))
  });
  await home.look();
  expect([home.wants, said.reloads]).toEqual([null, 0]);
  reached = true;
  said.now += LOOK_MS;
  await home.look();
  expect(said.reloads).toBe(1);
});

test('a page that broke is loaded anew; one that breaks again at once is left alone for a while', async () => {
  const { home, said } = page();
  home.broke();
  await home.look();
  expect(said.reloads).toBe(1);
  const again = page();
  again.said.brokeAt = said.brokeAt;
  again.home.broke();
  await again.home.look();
  expect([again.home.wants, again.said.reloads]).toEqual([null, 0]);
  again.said.now += BREAK_MS;
  again.home.broke();
  await again.home.look();
  expect(again.said.reloads).toBe(1);
});
