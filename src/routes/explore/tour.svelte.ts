import { forget, keep, kept } from '$lib/device/storage.ts';

/** The steps: what each explains, and where that stands on the page. */
export const TOUR = [
  { name: 'headline', target: '#finding' },
  { name: 'map', target: '[data-field="legend"]' },
  { name: 'figure', target: '[data-field="unit-panel"] [data-field="figure"]' },
  { name: 'search', target: '[data-field="search"]' }
] as const;

const KEY = 'mangluoi.tour';
const PROBE = 'mangluoi.probe';

/** The tour of the desk: begun on the first visit of a device, never again by itself. */
export class Tour {
  /** Which step is told, from 0; null while none is. */
  at = $state<number | null>(null);

  /** Begins where this device has not been shown it. */
  greet(): void {
    // A device that keeps nothing is not shown it at every visit.
    if (kept('local', KEY) === null && keep('local', PROBE, '1')) this.at = 0;
    forget('local', PROBE);
  }

  start(): void {
    this.at = 0;
  }

  next(): void {
    if (this.at === null) return;
    if (this.at >= TOUR.length - 1) this.end();
    else this.at += 1;
  }

  end(): void {
    this.at = null;
    keep('local', KEY, '1');
  }
}
