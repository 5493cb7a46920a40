/** Bounds of a slide's time on the wall, seconds: shorter is restless, longer is no rotation. */
export const LEAST_SECONDS = 5;
export const MOST_SECONDS = 600;
/** Seconds of a slide that nobody set. */
export const USUAL_SECONDS = 20;
/** Slides that a playlist can have. */
export const MOST_SLIDES = 60;
