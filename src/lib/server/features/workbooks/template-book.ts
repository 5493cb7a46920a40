import type { Group, ReporterKind } from '../../../domain/group.ts';
import { csv, type CsvCell } from '../../../wire/csv.ts';
import { formatPeriod, type Period } from '../../../domain/period.ts';
import { CODE_MARK, CODE_ROW, CODE_SHEET, TEMPLATE_VERSIONS, TEXT_CODES, VERSION_CODE } from './layout.ts';
import { cellName, columnName } from '../../core/workbook-files/reading/cell.ts';
import type { Template, TemplateCell, TemplateRow, TemplateTable } from './template.ts';
import type {
  Look,
  Validation,
  WrittenBook,
  WrittenCell,
  WrittenSheet
} from '../../core/workbook-files/writing/book.ts';

/** The names of the tables, as a clerk calls who files them. */
const TABLE_NAMES: Readonly<Record<ReporterKind, string>> = {
  'village-group': 'Tổ CNSCĐ',
  'commune-group': 'Tổ CNSCĐ cấp xã',
  'project06-group': 'Tổ Đề án 06',
  'province-office': 'Văn phòng tỉnh',
  police: 'Công an',
  bank: 'Ngân hàng',
  department: 'Sở, trung tâm'
};

const TEXT_HEADS = [
  'Nhiệm vụ đã thực hiện',
  'Khó khăn, vướng mắc',
  'Đề xuất, kiến nghị',
  'Cách làm hay',
  'Lý do điều chỉnh'
];
/** Rows above the first group: a title, two of headings, one of codes. */
const HEAD_ROWS = 4;
/** Groups up to which a template has last figures, base figures and targets on a sheet of their own. */
const COMPARED_GROUPS = 1_000;
const WHOLE = 'Chỉ nhập số nguyên từ 0 đến 2.000.000.000, không ghi đơn vị tính.';

/** A template as a workbook; `storeId` tells it from one of another system. */
export function templateBook(template: Template, storeId: string): WrittenBook {
  return {
    sheets: [
      guide(template),
      ...template.tables.map((table) => tableSheet(table, template.period)),
      ...(template.groups <= COMPARED_GROUPS ? [comparison(template)] : []),
      codes(template, storeId)
    ]
  };
}

const cell = (v: string | number | null, l: Look, span?: number): WrittenCell => ({
  v,
  l,
  ...(span ? { span } : {})
});

/** A period as people write it: `10/2026`. */
export function shortPeriod(period: Period): string {
  return `${(period % 12) + 1}/${Math.floor(period / 12)}`;
}

function tableSheet(table: TemplateTable, period: Period): WrittenSheet {
  const heads: WrittenCell[] = [cell('Mã', 'head'), cell('Tên', 'head'), cell('Đơn vị', 'head')];
  const parts: WrittenCell[] = [cell('không sửa', 'part'), cell('', 'part'), cell('', 'part')];
  const codes: WrittenCell[] = [cell(CODE_ROW, 'code'), cell('#ten', 'code'), cell('#don-vi', 'code')];
  const widths = [15, 34, 24];
  const whole: number[] = [];
  for (const { indicator } of table.indicators) {
    const { code, short, numerator, denominator } = indicator;
    heads.push(cell(`${code} ${short.vi}`, 'head', denominator ? 3 : 2));
    parts.push(cell('Kỳ trước', 'part'), cell(`Tử số: ${numerator.vi}`, 'part'));
    codes.push(cell(`#${code}/truoc`, 'code'), cell(`#${code}/tu`, 'code'));
    whole.push(widths.length + 1);
    widths.push(10, 18);
    if (!denominator) continue;
    parts.push(
      cell(
        indicator.kind === 'share' ? 'Mẫu số (bỏ trống: số liệu nền)' : `Mẫu số: ${denominator.vi}`,
        'part'
      )
    );
    codes.push(cell(`#${code}/mau`, 'code'));
    whole.push(widths.length);
    widths.push(14);
  }
  const firstText = widths.length;
  Object.keys(TEXT_CODES).forEach((code, k) => {
    heads.push(cell(TEXT_HEADS[k] ?? '', 'head'));
    parts.push(cell('', 'part'));
    codes.push(cell(code, 'code'));
    widths.push(30);
  });
  heads.push(cell('Bản', 'head'));
  parts.push(cell('không sửa', 'part'));
  codes.push(cell(VERSION_CODE, 'code'));
  widths.push(8);
  const title = `${TABLE_NAMES[table.kind]}: kỳ ${shortPeriod(period)}`;
  const last = HEAD_ROWS + table.rows.length;
  const validations = [
    ...whole.map((column): Validation => ({ range: range(column, last), kind: 'whole', text: WHOLE })),
    ...Object.keys(TEXT_CODES).map((_, k): Validation => ({
      range: range(firstText + k, last),
      kind: 'words',
      text: 'Tối đa 10.000 ký tự.'
    }))
  ];
  return {
    name: TABLE_NAMES[table.kind],
    rows: (function* () {
      yield* [[cell(title, 'title')], heads, parts, codes];
      for (const row of table.rows) yield rowOf(table, row);
    })(),
    widths,
    frozenRows: HEAD_ROWS,
    frozenColumns: 2,
    validations
  };
}

function range(column: number, last: number): string {
  return `${cellName(column, HEAD_ROWS + 1)}:${columnName(column)}${last}`;
}

/** Which version a row was made from, as `readVersion` reads it. */
function versionText({ version }: TemplateRow): string {
  return version ?? '0';
}

function rowOf(table: TemplateTable, templateRow: TemplateRow): WrittenCell[] {
  const { group, unit, cells } = templateRow;
  const row: WrittenCell[] = [
    cell(group.group.code, 'code'),
    cell(group.group.name, 'words'),
    cell(unit, 'words')
  ];
  for (const { ordinal, indicator } of table.indicators) {
    const own = cells.get(ordinal);
    const look: Look = own ? 'input' : 'closed';
    row.push(cell(own?.last?.num ?? null, own ? 'past' : 'closed'), cell(null, look));
    if (indicator.denominator) row.push(cell(null, look));
  }
  for (const _ of Object.keys(TEXT_CODES)) row.push(cell(null, 'words'));
  row.push(cell(versionText(templateRow), 'code'));
  return row;
}

/** Last figures, base figures and targets of every group, to look at beside the tables. */
function comparison({ tables }: Template): WrittenSheet {
  const heads = [
    'Mã',
    'Tên',
    'Chỉ tiêu',
    'Tên chỉ tiêu',
    'Tử số kỳ trước',
    'Mẫu số kỳ trước',
    'Số liệu cũ (kỳ)',
    'Số liệu nền',
    'Mức giao',
    'Còn thiếu'
  ];
  const rows = function* (): Generator<WrittenCell[]> {
    yield heads.map((head) => cell(head, 'head'));
    for (const table of tables)
      for (const { group, cells } of table.rows)
        for (const own of cells.values()) yield comparisonRow(group.group, own);
  };
  return {
    name: 'Đối chiếu',
    rows: rows(),
    widths: [15, 34, 10, 28, 14, 14, 12, 12, 12, 12],
    frozenRows: 1,
    frozenColumns: 2
  };
}

function comparisonRow(group: Pick<Group, 'code' | 'name'>, own: TemplateCell): WrittenCell[] {
  const { code, short } = own.indicator.indicator;
  const numbers = [own.last?.num, own.last?.den, own.last && own.last.age + 1, own.base];
  return [
    cell(group.code, 'code'),
    ...[group.name, code, short.vi, ...numbers, targetText(own), missing(own)].map((v) =>
      cell(v ?? null, 'past')
    )
  ];
}

function targetText({ indicator, target }: TemplateCell): string {
  if (!target) return 'chưa giao';
  const { num, den } = target.value;
  const format = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 });
  return indicator.indicator.kind === 'count'
    ? format.format(num / den)
    : `${format.format((num * 100) / den)}%`;
}

/** In people, households, …: how many are still missing to the target, by the last figure (RULES 16). */
function missing({ indicator, target, last, base }: TemplateCell): number | null {
  if (!target || !last || indicator.indicator.direction === 'down') return null;
  const { num, den } = target.value;
  const whole = indicator.indicator.kind === 'count' ? 1 : (last.den ?? base);
  return whole === null ? null : Math.max(0, Math.ceil((num * whole) / den) - last.num);
}

function guide({ unit, period, groups, tables }: Template): WrittenSheet {
  const lines = [
    `Đơn vị: ${unit.unit.fullName} (${groups} đầu mối nộp báo cáo).`,
    `Kỳ báo cáo: tháng ${shortPeriod(period)}.`,
    '',
    '1. Nhập vào các cột “Tử số” (và “Mẫu số” nếu khác số liệu nền) của từng dòng. Ô trống nghĩa là chưa có số liệu, không phải số 0.',
    '2. Chỉ ghi số nguyên: 1234 hoặc 1.234. Không ghi đơn vị tính (“12 hộ”) và không ghi tỷ lệ phần trăm.',
    '3. Ô xám là chỉ tiêu mà đầu mối ấy không phải báo cáo. Cột “Kỳ trước” chỉ để đối chiếu.',
    groups <= COMPARED_GROUPS
      ? '4. Trang tính “Đối chiếu” có số liệu kỳ trước, số liệu nền và mức giao.'
      : '4. Mẫu của từng xã, phường có thêm trang tính “Đối chiếu” với số liệu nền và mức giao.',
    '5. Có thể xóa, sắp xếp lại dòng, ẩn cột. Không sửa cột mã, dòng mã (chữ xám, bắt đầu bằng #) và trang tính “Mã”.',
    '6. Không ghi họ tên, số định danh của người dân vào các cột nội dung.',
    '7. Khi tải lên tệp này, hệ thống chỉ rõ từng lỗi theo trang tính, dòng, cột; dòng đúng được lưu trước, dòng sai sửa rồi gửi tiếp.',
    '',
    ...tables.map(({ kind, rows }) => `Trang tính “${TABLE_NAMES[kind]}”: ${rows.length} dòng.`)
  ];
  return {
    name: 'Hướng dẫn',
    rows: [[cell('Bảng nhập số liệu Mạng Lưới', 'title')], ...lines.map((line) => [cell(line, 'note')])],
    widths: [110]
  };
}

function codes({ unit, period }: Template, storeId: string): WrittenSheet {
  const pairs = [
    [CODE_MARK, TEMPLATE_VERSIONS[0]],
    ['store', storeId],
    ['unit', unit.key],
    ['period', formatPeriod(period)]
  ];
  return {
    name: CODE_SHEET,
    rows: pairs.map((pair) => pair.map((text) => cell(text, 'code'))),
    widths: [14, 44]
  };
}

/** A template as CSV: one figure a row, for programs and for those without Excel. */
export function templateCsv({ tables, period }: Template): string {
  const heads = [
    'Mã tổ',
    'Tên',
    'Mã chỉ tiêu',
    'Tên chỉ tiêu',
    'Tử số kỳ trước',
    'Số liệu nền',
    'Kỳ',
    'Tử số',
    'Mẫu số',
    'Phiên bản'
  ];
  const lines: CsvCell[][] = [heads];
  for (const table of tables)
    for (const row of table.rows)
      for (const { indicator, last, base } of row.cells.values()) {
        const { code, short } = indicator.indicator;
        lines.push([
          row.group.group.code,
          row.group.group.name,
          code,
          short.vi,
          last?.num ?? null,
          base ?? null,
          formatPeriod(period),
          null,
          null,
          versionText(row)
        ]);
      }
  return csv(lines, 'spreadsheet');
}
