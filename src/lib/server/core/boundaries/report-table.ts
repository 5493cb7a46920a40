import type { Words } from '../../../domain/indicator.ts';
import type { ImportReport } from './import-report.ts';
import type { NoMatch } from './matching.ts';
import type { GeometryFault } from './read-polygons.ts';

/** How many of a kind are listed on the terminal; `--report` has them all. */
const LISTED = 8;
const WIDTH = 66;

const LEVEL_NAMES: Readonly<Record<ImportReport['level'], string>> = {
  country: 'cả nước / country',
  province: 'tỉnh / province',
  district: 'huyện / district',
  commune: 'xã / commune',
  village: 'thôn / village',
  group: 'tổ / group'
};

const WHY_UNMATCHED: Readonly<Record<NoMatch, string>> = {
  'suspicious-code': 'mã này là của đơn vị khác / the code is another unit’s',
  'unknown-code': 'không có đơn vị nào mang mã hoặc tên này / no unit has this code or name',
  'no-parent':
    'chỉ có tên, không rõ thuộc đơn vị nào (dùng --within) / a name without a parent (use --within)',
  'unknown-parent': 'không tìm thấy đơn vị cấp trên / its parent is not known',
  'unknown-name': 'không có tên này trong đơn vị cấp trên / its parent has no unit of this name',
  'ambiguous-name': 'nhiều đơn vị cùng tên / several units have this name',
  undecided: 'khu vực chưa phân định / ground that is not decided',
  nameless: 'không có mã, không có tên / neither code nor name'
};

const WHY_BROKEN: Readonly<Record<GeometryFault, string>> = {
  'bad-json': 'không phải đối tượng GeoJSON / not a GeoJSON object',
  'no-geometry': 'không có hình / no geometry',
  'not-polygon': 'không phải Polygon, MultiPolygon / not a Polygon or MultiPolygon',
  'bad-coordinates': 'tọa độ không phải số hữu hạn / coordinates that are not finite numbers',
  swapped: 'kinh độ và vĩ độ đổi chỗ / longitude and latitude are swapped',
  metres: 'tọa độ ngoài ±180, ±90: có lẽ là mét (VN-2000) / outside ±180, ±90: metres (VN-2000) perhaps',
  elsewhere: 'nằm ngoài Việt Nam / lies outside Việt Nam',
  'no-area': 'hình không có diện tích / no area',
  'self-crossing':
    'vòng tự cắt, không rõ phần nào là của đơn vị / a ring crosses itself: which side is meant is not known',
  'hole-outside': 'lỗ nằm ngoài hoặc vượt ra ngoài hình / a hole lies outside or reaches over the edge',
  overlapping: 'các phần của cùng một đơn vị chồng lên nhau / parts of one unit overlap',
  'far-away': 'nằm xa vị trí đã biết của đơn vị (--trust-places) / far from where the unit is known to lie',
  'too-heavy':
    'quá nhiều điểm, vòng hoặc lỗ cho một đơn vị: hãy rút gọn trước / more corners, rings or holes than one unit has: simplify it first'
};

/** The report as lines for a terminal, Vietnamese and English side by side. */
export function reportLines(report: ImportReport): string[] {
  const { repaired, points } = report;
  return [
    `${report.file}: ${LEVEL_NAMES[report.level]}, ${report.validFrom}`,
    row('Đối tượng trong tệp / features', report.features),
    ...some('Mã đáng ngờ, không nhận / suspicious codes, refused', report.suspicious.length),
    ...list(report.suspicious, (one) => `≠ ${one.holder ?? ''} ${saidOf(one)}`),
    row('Hình hỏng hoặc bị giữ lại / broken or held back', report.broken.length),
    ...list(
      report.broken,
      (one) => `${WHY_BROKEN[one.why]}${one.km === null ? '' : ` (${number(one.km)} km)`}`
    ),
    row('Không khớp / unmatched', report.unmatched.length),
    ...list(report.unmatched, (one) => saidOf(one) || WHY_UNMATCHED[one.why]),
    ...some('Khu vực chưa phân định, không nhập / undecided ground, left out', report.undecided.length),
    ...list(report.undecided, () => ''),
    ...some('Trong các tỉnh này, chưa có / in these provinces, without', report.withoutShape.length),
    ...report.withoutShape.slice(0, LISTED).map((one) => `    ${one.name} (${one.unit})`),
    ...more(report.withoutShape.length),
    ...some('Có NaN, đọc là trống / NaN, read as nothing', report.notNumbers.length),
    ...list(report.notNumbers, () => ''),
    ...some('Ngoài phần được chọn / outside the part that was chosen', report.leftOut),
    row('Khớp theo mã / matched by code', report.matchedByCode),
    ...some(
      '  trong đó không có tên để đối chiếu / of these without a name to check',
      report.matchedUnchecked
    ),
    row('Khớp theo tên / matched by name', report.matchedByName.length),
    ...list(report.matchedByName, (one) => `→ ${one.unit}`),
    ...some('Thuộc cấp khác / of another level', report.otherLevel.length),
    ...list(report.otherLevel, (one) => `→ ${one.unit} (${LEVEL_NAMES[one.level]})`),
    ...some('Cùng một đơn vị, đã gộp / of one unit, joined', report.joined.length),
    ...list(report.joined, (one) => `→ ${one.unit}`),
    ...some('Đã sửa: chiều vòng / repaired: winding', repaired.rewound),
    ...some('Đã sửa: điểm trùng / repaired: duplicate points', repaired.duplicatePoints),
    ...some('Đã sửa: vòng chưa khép / repaired: unclosed rings', repaired.unclosed),
    ...some('Đã cắt: vòng thắt rất nhỏ / cut: tiny loops', repaired.loops),
    ...some('Đã bỏ: vòng không diện tích / dropped: rings without area', repaired.flat),
    ...some('Đã sửa: mã mất số 0 đầu / repaired: codes without their zeros', repaired.paddedCodes),
    ...report.islands.map(({ name }) => `${name}: vẽ từ tọa độ các đảo / drawn from its islands’ points`),
    row(
      'Đơn vị có ranh giới / units with a shape',
      `${number(report.units.drawn)}/${number(report.units.standing)}`
    ),
    row(
      'Điểm: đọc, dùng chung, giữ / points: read, shared, kept',
      [points.read, points.shared, points.kept].map(number).join(' → ')
    ),
    ...report.sets.map((set) =>
      row(
        `Bộ / set: ${LEVEL_NAMES[set.level]}${set.derived ? ', gộp từ cấp dưới / dissolved' : ''}`,
        `${number(set.units)} · ${number(Math.ceil(set.bytes / 1024))} KB`
      )
    ),
    row('Thời gian / time', `${(report.took / 1000).toFixed(1)} s`)
  ];
}

function saidOf({ words }: { readonly words: Words | null }): string {
  return words ? `${words.vi} / ${words.en}` : '';
}

interface Listed {
  readonly number: number;
  readonly code: string | null;
  readonly name: string | null;
}

function list<Item extends Listed>(items: readonly Item[], tell: (item: Item) => string): string[] {
  const lines = items.slice(0, LISTED).map((item) => {
    const named = [`#${item.number}`, item.code, item.name].filter((part) => part !== null).join(' ');
    return `    ${named} ${tell(item)}`.trimEnd();
  });
  return [...lines, ...more(items.length)];
}

function more(count: number): string[] {
  return count > LISTED ? [`    … và ${number(count - LISTED)} nữa / more (--report)`] : [];
}

function some(label: string, count: number): string[] {
  return count === 0 ? [] : [row(label, count)];
}

function row(label: string, value: number | string): string {
  return `${label} ${'.'.repeat(Math.max(3, WIDTH - [...label].length))} ${typeof value === 'number' ? number(value) : value}`;
}

function number(value: number): string {
  return value.toLocaleString('vi-VN');
}
