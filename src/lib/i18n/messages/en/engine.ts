import type { Translation } from '../../texts.ts';
import type { engine as vi } from '../vi/engine.ts';

/** What is said of the query engine of a page. */
export const engine: Translation<typeof vi> = {
  broke: 'The query engine is starting again… The colours and figures you see are still right.',
  back: 'The query engine has just started again (after {seconds} s). Colours and figures are not affected.'
};
