import { DECLARED } from '../../src/lib/api/api.ts';
import { routeOf, type ForeignPlace } from '../../src/lib/api/declare.ts';
import { currentPeriod, formatPeriod } from '../../src/lib/domain/period.ts';

const PERIOD = formatPeriod(currentPeriod(Date.now(), 'window') - 1);
const TODAY = '2026-01-01';

/**
 * For each route that changes something, a body that would change something foreign if it were let in. A route that
 * is not here fails the test of rights: say what it may be asked.
 */
export const BODIES: Readonly<Record<string, (place: ForeignPlace) => unknown>> = {
  ...Object.fromEntries(
    DECLARED.flatMap(({ method, path, foreign }) =>
      foreign ? [[`${method} ${routeOf(path)}`, foreign]] : []
    )
  ),
  'POST /api/v1/reports': ({ group }) => ({ group, period: PERIOD, tasks: 'x' }),
  'POST /api/v1/photos': ({ group }) => ({ group }),
  'POST /api/v1/register/units': ({ unit }) => ({
    units: [
      {
        code: 'X1',
        validFrom: TODAY,
        level: 'village',
        type: 'thôn',
        name: 'X',
        fullName: 'Thôn X',
        parent: unit
      }
    ]
  }),
  'POST /api/v1/register/groups': ({ unit, group }) => ({
    groups: [{ code: group, unit, kind: 'village-group', name: 'X', validFrom: TODAY, bases: [] }]
  }),
  'POST /api/v1/register/catalogue': () => ({ indicators: [] }),
  'POST /api/v1/workbooks': () => ({})
};
