import { foldMarks } from '../../../i18n/names.ts';

/** How the columns of a file are called: ours first, then what official lists and offices write. */
type Headings = Readonly<Record<string, readonly string[]>>;

const DAYS: Headings = {
  validFrom: ['Hiệu lực từ', 'Ngày hiệu lực', 'Từ ngày'],
  validTo: ['Hết hiệu lực', 'Đến ngày', 'Đến trước ngày']
};

/** Columns of units. The unit above is named by code, by name, or both; the nearest one counts. */
export const UNIT_HEADINGS: Headings = {
  code: ['Mã', 'Mã đơn vị', 'Mã ĐVHC', 'Mã số', 'Mã PX', 'Mã xã', 'Mã phường xã', 'Mã phường, xã, đặc khu'],
  ...DAYS,
  level: ['Cấp', 'Cấp hành chính'],
  type: ['Loại', 'Loại hình', 'Loại đơn vị'],
  name: ['Tên', 'Tên đơn vị', 'Tên gọi', 'Phường Xã', 'Tên phường xã', 'Tên xã'],
  fullName: ['Tên đầy đủ', 'full_name'],
  parent: ['parentCode', 'Mã cấp trên', 'Mã đơn vị cấp trên', 'Mã cha'],
  parentName: ['Cấp trên', 'Đơn vị cấp trên', 'Tên cấp trên', 'Trực thuộc'],
  districtCode: ['Mã QH', 'Mã huyện', 'Mã quận huyện'],
  districtName: ['Quận Huyện', 'Huyện', 'Tên huyện'],
  provinceCode: ['Mã TP', 'Mã tỉnh', 'Mã tỉnh, thành phố', 'Mã TTP'],
  provinceName: ['Tỉnh Thành Phố', 'Tỉnh / Thành phố', 'Tỉnh', 'Tên tỉnh'],
  point: ['Tọa độ'],
  lon: ['Kinh độ', 'longitude', 'lng'],
  lat: ['Vĩ độ', 'latitude'],
  terrain: ['Địa hình'],
  // What official lists have besides, and the register does not keep.
  '': [
    ...[
      'STT',
      'TT',
      'nameEn',
      'Tên tiếng Anh',
      'officialName20250701',
      'areaKm2',
      'Diện tích',
      'Diện tích (km2)'
    ],
    ...[
      'population',
      'Dân số',
      'Ghi chú',
      'Nghị định',
      'Nghị quyết',
      'Nghị định / Nghị quyết',
      'Trụ sở',
      'Sáp nhập từ'
    ]
  ]
};

/** Columns of groups; base facts are `base.<name>`, or what offices call the usual ones. */
export const GROUP_HEADINGS: Headings = {
  code: ['Mã tổ', 'Mã'],
  unit: ['Mã đơn vị', 'Mã thôn', 'Mã xã', 'Mã thôn, tổ dân phố'],
  unitName: ['Đơn vị', 'Tên đơn vị', 'Thôn, tổ dân phố', 'Phường, xã', 'Xã', 'Phường'],
  kind: ['Loại tổ', 'Loại'],
  name: ['Tên tổ', 'Tên'],
  ...DAYS,
  bases: [],
  'base.households': ['Số hộ', 'Hộ'],
  'base.population': ['Dân số', 'Số dân', 'Nhân khẩu'],
  'base.adults': ['Người trưởng thành', 'Người từ 18 tuổi'],
  'base.age15to65': ['Người 15–65 tuổi', 'Người từ 15 đến 65 tuổi'],
  'base.businesses': ['Hộ kinh doanh'],
  basesFrom: ['Số nền từ ngày', 'Số liệu nền từ ngày', 'Số liệu từ ngày'],
  basesSource: ['Nguồn số nền', 'Nguồn số liệu nền', 'Nguồn'],
  notApplicable: ['Không áp dụng'],
  '': ['STT', 'TT', 'Ghi chú']
};

/** What the columns of a file mean. */
export interface Columns {
  /** Our column by the file's heading; headings of what is not kept are left out. */
  readonly ours: ReadonlyMap<string, string>;
  readonly unknown: readonly string[];
  readonly unused: readonly string[];
  /** Headings that mean a column which another heading means already. */
  readonly twice: readonly string[];
}

/** Finds what each heading of a file means, ours in front; `isOwn` knows further columns of ours (`base.<name>`). */
export function columnsOf(
  given: readonly string[],
  headings: Headings,
  isOwn: (name: string) => boolean
): Columns {
  const known = new Map<string, string>();
  for (const [column, others] of Object.entries(headings))
    for (const name of column === '' ? others : [column, ...others])
      known.set(plain(name), known.get(plain(name)) ?? column);
  const ours = new Map<string, string>();
  const [unknown, unused, twice]: [string[], string[], string[]] = [[], [], []];
  for (const heading of given) {
    const column = isOwn(heading) ? heading : known.get(plain(heading));
    if (column === undefined) unknown.push(heading);
    else if (column === '') unused.push(heading);
    else if ([...ours.values()].includes(column)) twice.push(heading);
    else ours.set(heading, column);
  }
  return { ours, unknown, unused, twice };
}

/** A heading without marks, capitals, blanks and signs. */
function plain(heading: string): string {
  return foldMarks(heading).replace(/[^a-z0-9.]/g, '');
}

/** The columns of a file for people: ours and the first other words for each. */
export function headingLines(headings: Headings): string[] {
  return Object.entries(headings).map(([column, others]) =>
    column === '' ? `  (không dùng / not used: ${others.join(', ')})` : `  ${[column, ...others].join(' | ')}`
  );
}
