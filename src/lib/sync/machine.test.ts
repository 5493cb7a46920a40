import { describe, expect, test } from 'vitest';
import { formatPeriod, parsePeriod } from '../domain/period.ts';
import type { ResyncReason } from '../wire/events.ts';
import {
  IDLE,
  STALE_AFTER_MS,
  statusOf,
  step,
  type SyncEffect,
  type SyncEvent,
  type SyncState
} from './machine.ts';

/*
 * A story is one event a line, what the machine then asks for, and how the picture stands:
 *
 *   manifest 10 2026-01:4    -> nodes; subscribe 10 #1    | catchingUp
 *
 * Events: start, connect, disconnect, want P, release P, manifest POSITION [P:TOUCHED…] [store=S] [structure=N],
 * [continues=no] manifest failed, denied, part P S, part P failed, joined #T POSITION, refused #T, unanswered #T, delta A..B [P:TOUCHED…],
 * advance A..B, resync REASON, wait MS.
 */
function play(story: string): SyncState {
  let state = IDLE;
  let now = 0;
  for (const line of story.split('\n').filter((text) => text.trim())) {
    const [, what = '', effects = '', status] = /^(.*?)->([^|]*)(?:\|\s*(\w+))?\s*$/.exec(line) ?? [];
    const waited = /^wait (\d+)$/.exec(what.trim());
    if (waited) now += Number(waited[1]);
    const next = step(state, waited ? { type: 'tick' } : eventOf(what.trim()), now);
    state = next.state;
    expect(next.effects.map(wordsOf).join('; '), line).toBe(effects.trim());
    if (status) expect(statusOf(state, now), line).toBe(status);
  }
  return state;
}

function eventOf(text: string): SyncEvent {
  const [verb = '', ...words] = text.split(/\s+/);
  const periodOf = (word = '') => parsePeriod(word) ?? NaN;
  const numberOf = (word = '') => Number(word.replace('#', ''));
  const touched = words.filter((word) => /^\d{4}-\d\d:/.test(word)).map((word) => word.split(':'));
  const setting = (name: string) => words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  const [from = NaN, to = NaN] = (words[0] ?? '').split('..').map(Number);
  switch (verb) {
    case 'start':
      return { type: 'start' };
    case 'connect':
      return { type: 'connected' };
    case 'disconnect':
      return { type: 'disconnected' };
    case 'want':
    case 'release':
      return { type: verb, periods: words.map(periodOf) };
    case 'manifest':
      if (words[0] === 'failed') return { type: 'manifestFailed' };
      return {
        type: 'manifest',
        manifest: {
          store: setting('store') ?? 's',
          scope: 'x',
          position: numberOf(words[0]),
          link: setting('link') ?? linkAt(numberOf(words[0])),
          continues: setting('continues') !== 'no',
          structure: Number(setting('structure') ?? 1),
          nodes: '',
          parts: touched.map(([period = '', at = '']) => ({ period, url: '', touched: Number(at), tag: at }))
        }
      };
    case 'part':
      if (words[1] === 'failed') return { type: 'partFailed', period: periodOf(words[0]) };
      return {
        type: 'part',
        store: setting('store') ?? 's',
        period: periodOf(words[0]),
        place: { position: numberOf(words[1]), link: setting('link') ?? linkAt(numberOf(words[1])) }
      };
    case 'joined':
      return { type: 'joined', token: numberOf(words[0]), position: numberOf(words[1]), resync: false };
    case 'denied':
      return { type: 'denied' };
    case 'refused':
      return { type: 'refused', token: numberOf(words[0]), code: 'forbidden' };
    case 'unanswered':
      return { type: 'unanswered', token: numberOf(words[0]) };
    case 'delta':
      return {
        type: 'delta',
        head: {
          store: 's',
          from,
          to,
          link: linkAt(to),
          touched: touched.map(([period, at]) => [periodOf(period), Number(at)] as const)
        }
      };
    case 'advance':
      return { type: 'advance', from, to, link: linkAt(to) };
    case 'resync':
      return { type: 'resync', reason: words[0] as ResyncReason };
    default:
      throw new Error(`no such event: ${text}`);
  }
}

/** The link of a position in the one history that the stories are of. */
function linkAt(position: number): string {
  return position.toString(16).padStart(12, '0');
}

/** The places that were named, by their positions, where there are others than our own. */
function heldWords(held: readonly string[]): string {
  const positions = held.map((text) => text.replace(/-.*/, ''));
  return positions.length > 1 ? ` holding ${positions.join(' ')}` : '';
}

function wordsOf(effect: SyncEffect): string {
  switch (effect.type) {
    case 'fetchManifest':
      return `manifest${heldWords(effect.held)}${effect.wait ? ` in ${effect.wait}` : ''}`;
    case 'fetchPart': {
      const how = `${effect.at === null ? '' : ` @${effect.at}`}${effect.fresh ? ' fresh' : ''}`;
      return `part ${formatPeriod(effect.period)}${how}${effect.wait ? ` in ${effect.wait}` : ''}`;
    }
    case 'subscribe':
      return `subscribe ${effect.position}${heldWords(effect.held)} #${effect.token}`;
    case 'takePart':
      return `take ${formatPeriod(effect.period)}`;
    case 'takeDelta':
      return 'take delta';
    case 'dropParts':
      return `drop ${effect.periods.map(formatPeriod).join(' ')}`;
    case 'takeNodes':
      return 'nodes';
    case 'forgetAll':
      return 'forget';
    case 'letGo':
      return 'let go';
  }
}

const LIVE = `
  start                              -> manifest                                     | loading
  connect                            ->
  want 2026-01                       ->
  manifest 10 2025-12:9 2026-01:4    -> nodes; part 2026-01 @4; subscribe 10 #1      | catchingUp
  joined #1 10                       ->                                              | loading
  part 2026-01 4                     -> take 2026-01                                 | live
`;

describe('sync', () => {
  test('rule 13: what is refused is not asked for again, and the stream is not joined', () => {
    play(`
      start            -> manifest                    | loading
      denied           ->                             | refused
      connect          ->                             | refused
      disconnect       ->                             | refused
      connect          ->                             | refused
    `);
    const state = play(`${LIVE}
      delta 10..12 2026-01:11        -> take delta                                   | live
      denied                         ->                                              | refused
      disconnect                     ->                                              | refused
      connect                        ->                                              | refused
      want 2026-01                   ->
    `);
    expect(state.position).toBe(12);
  });

  test('comes alive', () => {
    play(LIVE);
  });

  test('rules 1 and 3: moves by what fits, ignores what is old', () => {
    const state = play(`${LIVE}
      delta 10..12 2026-01:11        -> take delta                                   | live
      delta 10..12 2026-01:11        ->                                              | live
      advance 12..20                 ->
      advance 12..20                 ->
      delta 20..21 2026-01:21        -> take delta
    `);
    expect(state.position).toBe(21);
  });

  test('rule 4: a gap is caught up from our position, once, and nothing is applied meanwhile', () => {
    const state = play(`${LIVE}
      delta 12..13 2026-01:13        -> subscribe 10 #2                              | catchingUp
      delta 13..14 2026-01:14        ->
      delta 10..15 2026-01:14        -> take delta
      joined #2 15                   ->                                              | live
    `);
    expect(state.position).toBe(15);
  });

  test('rule 4: a delta that begins before our position is not applied either', () => {
    play(`${LIVE}
      advance 10..12                 ->
      delta 11..13 2026-01:13        -> subscribe 12 #2
    `);
  });

  test('rule 7: a part that is older than what is known is asked for again, past the caches', () => {
    play(`${LIVE}
      delta 10..12 2025-12:11        -> take delta
      want 2025-12                   -> part 2025-12
      part 2025-12 10                -> part 2025-12 fresh in 500                    | loading
      part 2025-12 11                -> take 2025-12                                 | live
    `);
  });

  test('rule 8: after another manifest only what was touched meanwhile is asked for again', () => {
    play(`${LIVE}
      want 2025-12                             -> part 2025-12 @9
      part 2025-12 9                           -> take 2025-12
      disconnect                               ->                                     | offline
      connect                                  -> subscribe 10 #2                     | catchingUp
      resync far                               -> manifest
      manifest 90 2025-12:9 2026-01:50         -> part 2026-01 @50; subscribe 90 #3
      joined #3 90                             ->                                     | loading
      part 2026-01 70                          -> take 2026-01                        | live
    `);
  });

  test('rule 8: what was touched and is not wanted is let go; what is on its way must have reached the touch', () => {
    play(`${LIVE}
      want 2025-12                             -> part 2025-12 @9
      resync slow                              -> manifest
      manifest 90 2025-12:80 2026-01:4         -> subscribe 90 #2
      part 2025-12 9                           -> part 2025-12 fresh in 500
      part 2025-12 90                          -> take 2025-12
      release 2026-01                          -> drop 2026-01
      resync slow                              -> manifest
      manifest 99 2026-01:4                    -> drop 2025-12; subscribe 99 #3
    `);
  });

  test('rule 9: another store makes everything worthless', () => {
    play(`${LIVE}
      resync store                             -> manifest
      manifest 3 2026-01:2 store=t             -> forget; drop 2025-12 2026-01; nodes; part 2026-01 @2; subscribe 3 #2
      part 2026-01 9 store=s                   -> part 2026-01 fresh in 500
      delta 3..4 2026-01:4                     ->
    `);
  });

  test('rule 9: another history of the same store makes everything worthless too', () => {
    play(`${LIVE}
      disconnect                               ->
      connect                                  -> subscribe 10 #2                     | catchingUp
      resync store                             -> manifest
      manifest 12 2025-12:9 2026-01:4 continues=no -> forget; drop 2025-12 2026-01; nodes; part 2026-01 @4; subscribe 12 #3
      joined #3 12                             ->                                     | loading
      part 2026-01 4                           -> take 2026-01                        | live
    `);
  });

  test('rule 9: places of parts that are newer than ours are named beside it, until we are as far', () => {
    play(`${LIVE}
      delta 10..12 2026-01:12                  -> take delta
      release 2026-01                          -> drop 2026-01
      want 2026-01                             -> part 2026-01
      part 2026-01 15                          -> take 2026-01
      disconnect                               ->
      connect                                  -> subscribe 12 holding 12 15 #2
      joined #2 12                             ->
      delta 12..16 2026-01:15                  -> take delta
      disconnect                               ->
      connect                                  -> subscribe 16 #3
    `);
  });

  test('rule 9: what the page was given before is named, and forgotten where it is of another history', () => {
    const given = { store: 's', place: { position: 8, link: linkAt(8) } };
    const asked = step(IDLE, { type: 'start', given }, 0);
    expect(asked.effects).toEqual([{ type: 'fetchManifest', held: [`8-${linkAt(8)}`], wait: 0 }]);
    const manifest = (continues: boolean, store = 's') =>
      step(
        asked.state,
        {
          type: 'manifest',
          manifest: {
            ...{ store, scope: 'x', position: 9, link: linkAt(9), continues, structure: 1, nodes: '' },
            parts: []
          }
        },
        0
      ).effects.map(({ type }) => type);
    expect(manifest(true)).toEqual(['takeNodes']);
    expect(manifest(false)).toEqual(['forgetAll', 'takeNodes']);
    expect(manifest(true, 't')).toEqual(['forgetAll', 'takeNodes']);
  });

  test('rule 9: a part that comes while a manifest is on its way may be of any history, and is asked for again', () => {
    play(`${LIVE}
      want 2025-12                             -> part 2025-12 @9
      resync far                               -> manifest
      part 2025-12 9                           ->
      manifest 90 2025-12:9 2026-01:4          -> part 2025-12 @9; subscribe 90 #2
    `);
  });

  test('rule 9: what is on its way when the line comes back may be of a program that is no more', () => {
    play(`${LIVE}
      want 2025-12                             -> part 2025-12 @9
      disconnect                               ->
      connect                                  -> let go; part 2025-12 @9; subscribe 10 #2
    `);
  });

  test('rule 10: other units are told of', () => {
    play(`${LIVE}
      resync structure                         -> manifest
      manifest 30 2025-12:30 2026-01:30 structure=30 -> nodes; part 2026-01 @30; subscribe 30 #2
    `);
  });

  test('rule 11: answers to older questions mean nothing, and a wrong position means asking again', () => {
    play(`${LIVE}
      disconnect                               ->
      connect                                  -> subscribe 10 #2
      joined #1 10                             ->                                     | catchingUp
      unanswered #1                            ->
      joined #2 12                             -> subscribe 10 #3
      unanswered #3                            -> subscribe 10 #4
      delta 10..12 2026-01:12                  -> take delta
      joined #4 12                             ->                                     | live
    `);
  });

  test('rule 12: what cannot be refreshed grows old, and the table stays', () => {
    const state = play(`${LIVE}
      disconnect                               ->                                     | offline
      wait ${STALE_AFTER_MS + 1}               ->                                     | stale
      connect                                  -> subscribe 10 #2                     | stale
      joined #2 10                             ->                                     | live
    `);
    expect([...state.parts.values()].filter(({ held }) => held)).toHaveLength(1);
  });

  test('failures are tried again, ever more slowly', () => {
    play(`
      start                                    -> manifest
      manifest failed                          -> manifest in 500
      manifest failed                          -> manifest in 1000
      manifest failed                          -> manifest in 2000
      want 2026-01                             ->
      manifest 10 2026-01:4                    -> nodes; part 2026-01 @4
      part 2026-01 failed                      -> part 2026-01 in 500
      part 2026-01 failed                      -> part 2026-01 in 1000
      part 2026-01 4                           -> take 2026-01
    `);
  });

  test('a refusal ends it', () => {
    play(`
      start                                    -> manifest
      manifest 10                              -> nodes
      connect                                  -> subscribe 10 #1
      refused #1                               ->                                     | refused
    `);
  });
});
