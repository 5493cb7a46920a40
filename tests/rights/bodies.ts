import { currentPeriod, formatPeriod } from '../../src/lib/domain/period.ts';

/** A place that is not the asker's. */
export interface ForeignPlace {
  readonly unit: string;
  readonly group: string;
  readonly id: string;
  readonly sha: string;
}

const PERIOD = formatPeriod(currentPeriod(Date.now(), 'window') - 1);
const TODAY = '2026-01-01';

/**
 * For each route that changes something, a body that would change something foreign if it were let in. A route that
 * is not here fails the test of rights: say what it may be asked.
 */
export const BODIES: Readonly<Record<string, (place: ForeignPlace) => unknown>> = {
  'POST /api/v1/reports': ({ group }) => ({ group, period: PERIOD, tasks: 'x' }),
  'POST /api/v1/photos': ({ group }) => ({ group }),
  'POST /api/v1/register/units': ({ unit }) => ({
    units: [
      { code: 'X1', validFrom: TODAY, level: 4, type: 'thôn', name: 'X', fullName: 'Thôn X', parent: unit }
    ]
  }),
  'POST /api/v1/register/groups': ({ unit, group }) => ({
    groups: [{ code: group, unit, kind: 'village-group', name: 'X', validFrom: TODAY, bases: [] }]
  }),
  'POST /api/v1/register/catalogue': () => ({ indicators: [] }),
  'POST /api/v1/notes': ({ group }) => ({ group, text: 'x' }),
  'POST /api/v1/reviews': ({ id }) => ({ reports: [id], state: 'returned', reason: 'x' }),
  'POST /api/v1/consolidations/[unit]/[period]': () => ({ step: 'prepared' }),
  'POST /api/v1/locks': ({ unit }) => ({ unit, period: PERIOD, locked: true, reason: 'x' }),
  'POST /api/v1/matters': ({ group }) => ({ group, kind: 'other', text: 'x', wanted: 'commune' }),
  'POST /api/v1/matters/[id]/steps': () => ({ step: 'taken', note: '' }),
  'POST /api/v1/matters/steps': ({ id }) => ({ ids: [id], step: 'taken', note: '' }),
  'POST /api/v1/practices/[id]/steps': () => ({ step: 'shared', note: '' }),
  'POST /api/v1/targets': ({ unit, group }) => targets(unit, group),
  'POST /api/v1/targets/preview': ({ unit, group }) => targets(unit, group),
  'POST /api/v1/targets/end': ({ unit, group }) => ({
    giver: unit,
    recipient: { group },
    indicator: 'KTS01',
    validFrom: TODAY,
    validTo: '2026-06-01'
  })
};

function targets(unit: string, group: string) {
  return {
    giver: unit,
    giverName: 'x',
    decision: null,
    validFrom: TODAY,
    validTo: null,
    citation: 'x',
    targets: [{ recipient: { group }, indicator: 'KTS01', value: '0.9' }]
  };
}
