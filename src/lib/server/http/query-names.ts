import { DECLARED } from '../../api/api.ts';
import type { Words } from '../../domain/indicator.ts';
import { queriesUnder } from './declared.ts';

/** What a call takes in its address, by name, and what each is; all else is refused. */
type Query = Readonly<Record<string, string>>;
type Queries = Readonly<Record<string, Readonly<Partial<Record<string, Query>>>>>;

const UNIT = { unit: 'Đơn vị: mã@ngày hiệu lực / a unit: code@first day' };
const PERIOD = { period: 'Kỳ, YYYY-MM / a period' };
const AT = { at: 'Vị trí trong bản kê / position of the manifest' };
const IMPORT: Query = {
  dryRun: '1 hoặc true: chỉ xem trước / 1 or true: only says what would happen',
  validFrom: 'Ngày hiệu lực của dòng không ghi / first day of rows that name none',
  renames: '1 hoặc true: tên khác là đổi tên / 1 or true: other names are new names'
};
const SELECTION: Query = {
  ...UNIT,
  ...{ level: 'Cấp / level', indicator: 'Chỉ số / indicator', ...PERIOD, basis: 'all | approved' },
  ...{
    hide: '–',
    sort: '–',
    focus: '–',
    view: '–',
    by: '–',
    second: '–',
    against: '–',
    range: '–',
    types: '–',
    goal: '–'
  }
};
const API = '/api/v1';

/** By the path of each call under /api/v1 and its method; a call that is not here takes nothing. */
export const QUERIES: Queries = {
  ...queriesUnder(API, DECLARED),
  '/attainment': {
    GET: {
      ...UNIT,
      ...PERIOD,
      from: 'Từ kỳ / from',
      to: 'Đến kỳ / to',
      indicator: 'Mã chỉ số / indicator',
      basis: 'all | approved'
    }
  },
  '/boundaries/context': { GET: { v: 'Bản / version' } },
  '/boundaries/{unit}/{level}': { GET: { ...PERIOD, v: 'Bản / version' } },
  '/photos': { POST: { group: 'Mã tổ / a group', ...PERIOD } },
  '/photos/{sha}': { GET: { report: 'Báo cáo / the report' } },
  '/register/catalogue': { POST: IMPORT },
  '/register/groups': { POST: IMPORT },
  '/register/units': { POST: IMPORT },
  '/replay/{root}/{depth}/{period}/{indicator}': { GET: { day: 'Ngày / a day' } },
  '/snapshots/{root}/{depth}': { GET: { held: 'Các vị trí đang giữ / places of the log that are held' } },
  '/snapshots/{root}/{depth}/{period}': { GET: AT },
  '/snapshots/{root}/{depth}/{period}/{indicator}': { GET: AT },
  '/units/{root}/{depth}': { GET: AT },
  '/wall/helpers': { GET: UNIT },
  '/wall/picture': { GET: SELECTION },
  '/workbooks': {
    POST: { name: 'Tên tệp / the file’s name', purpose: 'reports | sector', ...UNIT, ...PERIOD }
  },
  '/workbooks/template': { GET: { ...UNIT, ...PERIOD, format: 'xlsx | csv' } }
};

/** What a call takes, by the id of its route (`/api/v1/targets/[unit]`) or its path (`…/{unit}`). */
export function queryOf(route: string, method: string): Query {
  const path = route.slice(API.length).replace(/\[(\w+)\]/g, '{$1}');
  return QUERIES[path]?.[method === 'HEAD' ? 'GET' : method] ?? {};
}

/**
 * Names in an address that its call does not know, in words; null where there are none, or where the address is none of
 * the interface. A name that is not known is a mistake of whoever asks: answered as if it were not there, it would be
 * another question.
 */
export function strangeNames(route: string, method: string, given: URLSearchParams): Words | null {
  if (!route.startsWith(`${API}/`)) return null;
  const known = Object.keys(queryOf(route, method));
  const strange = [...new Set(given.keys())].filter((name) => !known.includes(name));
  if (strange.length === 0) return null;
  const names = strange
    .slice(0, 5)
    .map((name) => name.slice(0, 40))
    .join(', ');
  const list = known.length === 0 ? '–' : known.join(', ');
  return {
    vi: `Không có tham số: ${names}. Các tham số: ${list}`,
    en: `No such parameter: ${names}. Parameters: ${list}`
  };
}

/** A switch in an address: 1 and true are on, 0, false and absence off; null where it is anything else. */
export function switchOf(given: URLSearchParams, name: string): boolean | null {
  const text = given.get(name);
  if (text === null || text === '0' || text === 'false') return false;
  return text === '1' || text === 'true' ? true : null;
}
