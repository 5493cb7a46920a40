import type { Board } from '$lib/board/board.svelte.ts';
import { NO_TARGET, STATES, type State } from '$lib/domain/attainment.ts';
import { sentence } from '$lib/i18n/formats.ts';
import type { outTexts } from '$lib/i18n/messages/out.ts';
import type { Speech } from '$lib/i18n/speech.ts';
import type { AreaSpeech } from '$lib/i18n/texts.ts';
import { paintingOf } from '$lib/map/painting.ts';
import type { Theme } from '$lib/map/types.ts';
import { MAP_WORDS } from '$lib/map/words.ts';
import { fillOfTint } from '$lib/out/map-drawing.ts';
import type { LegendEntry, PosterFacts } from '$lib/out/poster.ts';
import { figureWords, stateWords, targetWords } from '$lib/ui/figures.ts';
import { countCodes, LEGEND_CODES } from '$lib/ui/headline.ts';
import { coloursOf } from '../colours-of.ts';
import { labelsOf, type Scene } from '../scene.ts';
import { findingOf, unitWords } from './finding-of.ts';

type OutSpeech = AreaSpeech<(typeof outTexts)['vi']>;

/** What leaves the page beside the board itself. */
export interface Leaving {
  readonly board: Board;
  readonly speech: Speech;
  readonly out: OutSpeech;
  readonly isDemo: boolean;
}

const RANGES: Partial<Record<State, string>> = {
  met: '≥ 100%',
  near: '80–<100%',
  notMet: '50–<80%',
  low: '< 50%'
};

/** What a board shows as a picture that can be read without the page. */
export function posterOf(leaving: Leaving, scene: Scene, theme: Theme): PosterFacts {
  const { board, speech, out, isDemo } = leaving;
  const { chosen, unit } = board;
  const lines = board.level === 'group' || board.lines.length === 0 ? [board.here] : board.lines;
  const counts = countCodes(lines.map(({ code }) => code));
  const isNeutral = [4, 5, 6, 7].every((code) => counts[code] === 0) && (counts[NO_TARGET] ?? 0) > 0;
  const colouring = coloursOf(lines, chosen.indicator.kind === 'count', board.revision);
  return {
    title: findingOf(speech, board),
    facts: factsOf(leaving),
    legendTitle: speech.t(isNeutral ? 'legend.neutral' : 'legend.title'),
    legend: legendOf(speech, counts, theme),
    foot: [sourceOf(leaving)],
    map: {
      ...{ shapes: scene.shapes, land: scene.land, islands: scene.islands, bounds: scene.bounds, theme },
      painting: paintingOf(scene.shapes, colouring, board.faint),
      labels: labelsOf(lines, board.nodes, unit),
      words: MAP_WORDS[speech.language],
      marks: [
        ...(isDemo ? [out.t('demo')] : []),
        ...(scene.schematic ? [out.t('boundaries')] : []),
        ...tried(leaving)
      ],
      scaleWords: (km) => out.t('scaleKm', { n: km })
    }
  };
}

/** A target that is tried out is said wherever its colours are seen. */
function tried({ board, out, speech }: Leaving): string[] {
  if (!board.tried) return [];
  const target = targetWords(speech, board.chosen.indicator, board.tried.num / board.tried.den);
  return [out.t('goal', { target })];
}

/** Indicator, unit and period; the unit's own figure and target; coverage and what it is based on. */
export function factsOf({ board, speech, out }: Leaving): string[] {
  const { chosen, here, period } = board;
  const { reading } = here;
  const { format } = speech;
  const figure = figureWords(speech, chosen.indicator, here);
  const own = reading.state === 'smallBase' ? stateWords(speech, 'smallBase') : figure;
  return [
    `${speech.say(chosen.indicator.name)} · ${unitWords(speech, board)} · ${format.period(period)}`,
    [
      out.t('unitRow', { unit: unitWords(speech, board), figure: own }),
      ...(reading.target === null
        ? []
        : [out.t('target', { target: targetWords(speech, chosen.indicator, reading.target) })]),
      ...(reading.coverage === null
        ? []
        : [out.t('coverage', { coverage: format.percent(reading.coverage) })]),
      out.t(board.basis === 'approved' ? 'basisApproved' : 'basisAll')
    ].join(' · ')
  ];
}

/** Source, as of when, and that it is a demonstration. */
export function sourceOf({ board, speech, out, isDemo }: Leaving): string {
  return [
    `${out.t('source')}: ${out.t('sourceWords')}`,
    sentence(out.t('asOf', { day: speech.format.day(board.day) })),
    `${out.t('made')} ${speech.format.dateTime(board.live.moment)}`,
    ...(isDemo ? [out.t('demo')] : [])
  ].join(' · ');
}

function legendOf(speech: Speech, counts: ArrayLike<number>, theme: Theme): LegendEntry[] {
  const isJudged = [3, 4, 5, 6, 7].some((code) => (counts[code] ?? 0) > 0);
  return LEGEND_CODES.flatMap((code) => {
    const state = STATES[code];
    const count = counts[code] ?? 0;
    if (!state || (count === 0 && !(isJudged && state in RANGES))) return [];
    // A small base wears the colour of its band: the first stands for all.
    const fill = fillOfTint(state === 'smallBase' ? 8 : code, theme);
    return [
      {
        fill,
        text: sentence(stateWords(speech, state)),
        range: RANGES[state] ?? '',
        count: speech.format.count(count)
      }
    ];
  });
}
