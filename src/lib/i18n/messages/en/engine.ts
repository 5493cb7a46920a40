import type { Translation } from '../../texts.ts';
import type { engine as vi } from '../vi/engine.ts';

/** What is said of the query engine of a page. */
export const engine: Translation<typeof vi> = {
  broke: 'The query engine is restarting. The colours and figures shown are still correct.',
  back: 'The query engine has restarted (after {seconds} s). The colours and figures shown are still correct.'
};
