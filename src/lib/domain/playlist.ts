/** Bounds of a slide's time on the wall, seconds: shorter is restless, longer is no rotation. */
export const LEAST_SECONDS = 5;
export const MOST_SECONDS = 600;
/** Seconds of a slide that nobody set. */
export const USUAL_SECONDS = 20;
/** Slides that a playlist can have. */
export const MOST_SLIDES = 60;

/**
 * What a slide of the wall tells. `map`: where the gap is. `today`: what came today against the usual. `pillars`: twelve
 * months of the three pillars. `replay`: the month as it landed. `answers`: what was asked and answered.
 */
export const SLIDE_KINDS = ['map', 'today', 'pillars', 'replay', 'answers'] as const;
export type SlideKind = (typeof SLIDE_KINDS)[number];

/** The kind of a slide as it was kept: before there were kinds a slide was a map, played back first where it said so. */
export function kindOf({
  kind,
  replay
}: {
  readonly kind?: SlideKind | undefined;
  readonly replay?: boolean | undefined;
}): SlideKind {
  return kind ?? (replay === true ? 'replay' : 'map');
}
