import type { PageData } from './$types';

/** One unit as the public is shown it. */
export type PublicLine = PageData['figures']['lines'][number];
