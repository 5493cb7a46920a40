import type { EntryBody } from '../../../domain/entry.ts';
import type { Words } from '../../../domain/indicator.ts';
import type { UnitFault, UnitRemark } from '../../../reading/unit-claim.ts';
import { StructureCheck, type RefusalCode } from '../../../domain/structure-check.ts';
import type { World } from '../../../domain/world.ts';

/** Faults of a file beside those of what it says. */
type FileFaultCode =
  | 'notText'
  | 'badTable'
  | 'openQuote'
  | 'otherWidth'
  | 'badLetters'
  | 'empty'
  | 'tooManyRows'
  | 'unknownColumn'
  | 'missingValue'
  | 'badLevelName'
  | 'badPointText'
  | 'badTerrain'
  | 'badNumberText'
  | 'ambiguousUnit'
  | 'nameChanged'
  | 'badShape'
  | 'columnTwice'
  | 'levelDiffers'
  | 'levelMissing'
  | 'codeDigits'
  | 'groupTwice'
  | 'groupAmbiguous';

/** Faults with words of this room. */
type OwnFaultCode = RefusalCode | FileFaultCode | 'forbidden';
export type RegisterFaultCode = OwnFaultCode | UnitFault['code'];

/** What is worth saying of a row that was understood. */
type RemarkCode = OwnRemarkCode | UnitRemark['code'];
/** Remarks with words of this room. */
export type OwnRemarkCode = 'codeZerosLost' | 'officialLevels' | 'columnUnused' | 'groupCase';

/** Something that was understood otherwise than it is written. */
export interface RegisterRemark {
  readonly row: number;
  readonly column: string;
  readonly code: RemarkCode;
  readonly message: Words;
}

/** Why one thing of a file or a call was refused. */
export interface RegisterFault {
  /** Which row, from 1, without the heading; 0 for the whole. Of an entry: which of its things. */
  readonly row: number;
  /** The column or field; empty for the whole row. */
  readonly column: string;
  readonly code: RegisterFaultCode;
  readonly message: Words;
}

const MESSAGES: Readonly<Record<OwnFaultCode | OwnRemarkCode, (what: string) => Words>> = {
  badCode: (what) => ({
    vi: `Mã “${what}” không hợp lệ: chỉ gồm chữ, số, dấu chấm, gạch nối, gạch dưới.`,
    en: `“${what}” is not a valid code: letters, digits, dot, hyphen and underscore only.`
  }),
  badDay: (what) => ({
    vi: `“${what}” không phải là ngày: cần dạng năm-tháng-ngày, ví dụ 2025-07-01.`,
    en: `“${what}” is not a date: use YYYY-MM-DD, e.g. 2025-07-01.`
  }),
  badSpan: (what) => ({
    vi: `Ngày hết hiệu lực ${what} phải sau ngày bắt đầu.`,
    en: `The end date ${what} must be after the start date.`
  }),
  badName: (what) => ({
    vi: `Tên “${what}” trống, quá dài (200 ký tự) hoặc có ký tự lạ.`,
    en: `The name “${what}” is empty, too long (max 200) or has invalid characters.`
  }),
  badPoint: (what) => ({
    vi: `Tọa độ ${what} nằm ngoài bản đồ (kinh độ, vĩ độ).`,
    en: `Coordinates ${what} are outside the map (longitude, latitude).`
  }),
  badLevel: (what) => ({
    vi: `Cấp ${what} không nằm dưới cấp của đơn vị cấp trên.`,
    en: `Level ${what} must be below its parent’s level.`
  }),
  badNumber: (what) => ({
    vi: `Số liệu nền “${what}” phải là số nguyên từ 0 đến 2 tỷ.`,
    en: `The base figure “${what}” must be a whole number from 0 to 2 billion.`
  }),
  unknownKind: (what) => ({
    vi: `Không có loại tổ “${what}”.`,
    en: `No group type “${what}”.`
  }),
  unknownParent: (what) => ({
    vi: `Không có đơn vị cấp trên “${what}”.`,
    en: `No parent unit “${what}”.`
  }),
  parentChanged: (what) => ({
    vi: `Không thể chuyển sang đơn vị “${what}”: hãy kết thúc đơn vị (tổ) cũ và thêm mới.`,
    en: `It cannot move to “${what}”: end the old one and add a new one.`
  }),
  levelChanged: (what) => ({
    vi: `Không thể đổi sang cấp ${what}: hãy thêm đơn vị mới với ngày hiệu lực mới.`,
    en: `The level cannot be changed to ${what}: end the old unit and add a new one with a new start date.`
  }),
  typeChanged: (what) => ({
    vi: `Không thể đổi loại thành “${what}”: hãy thêm đơn vị mới với ngày hiệu lực mới.`,
    en: `The type cannot be changed to “${what}”: end the old unit and add a new one with a new start date.`
  }),
  kindChanged: (what) => ({
    vi: `Không thể đổi loại thành “${what}”: số liệu đã nộp sẽ sai nghĩa. Hãy dùng mã mới.`,
    en: `The kind cannot be changed to “${what}”: existing data would change meaning. Use a new code.`
  }),
  timeChanged: (what) => ({
    vi: `Không thể đổi cách tính theo thời gian thành “${what}”. Hãy dùng mã mới.`,
    en: `The time rule cannot be changed to “${what}”. Use a new code.`
  }),
  secondRoot: () => ({
    vi: 'Đã có đơn vị cao nhất: đơn vị này cần đơn vị cấp trên.',
    en: 'There is already a top unit; this one needs a parent.'
  }),
  eraOverlap: (what) => ({
    vi: `Mã này đang được ${what} dùng trong cùng thời gian.`,
    en: `${what} already uses this code in that period.`
  }),
  twice: (what) => ({ vi: `“${what}” xuất hiện hai lần.`, en: `“${what}” appears twice.` }),
  unknownUnit: (what) => ({ vi: `Không có đơn vị “${what}”.`, en: `No unit “${what}”.` }),
  unknownGroup: (what) => ({ vi: `Không có tổ mang mã “${what}”.`, en: `No group “${what}”.` }),
  unknownIndicator: (what) => ({
    vi: `Không có chỉ tiêu “${what}”.`,
    en: `No indicator “${what}”.`
  }),
  badTarget: (what) => ({
    vi: `Mức giao ${what} không hợp lệ (tỷ lệ không quá 100%, tối đa 4 chữ số thập phân).`,
    en: `${what} is not a valid target (a rate is at most 100%, four decimals).`
  }),
  notText: (what) => ({
    vi: `Tệp viết bằng bảng mã cũ (đọc thử: ${what}). Hãy mở bằng Excel, chọn “Lưu thành” CSV UTF-8 rồi gửi lại.`,
    en: `The file is written in an old encoding (it reads: ${what}). Open it in Excel, save it as CSV UTF-8 and send it again.`
  }),
  openQuote: () => ({
    vi: 'Một ô mở đầu bằng dấu ngoặc kép (") mà không đóng lại, nên các dòng sau bị gộp vào ô ấy. Hãy xóa hoặc đóng dấu ngoặc kép.',
    en: 'A cell starts with a quote (") that is not closed, so the rows after it are read as part of it. Remove or close the quote.'
  }),
  otherWidth: (what) => ({
    vi: `Dòng có số ô khác dòng tiêu đề (${what}): có thể một ô chứa dấu phân cách. Hãy đặt ô ấy trong dấu ngoặc kép.`,
    en: `The row has another number of cells than the headings (${what}): a cell may hold the separator. Put that cell in quotes.`
  }),
  badLetters: (what) => ({
    vi: `Ô có chữ bị hỏng (“${what}”): tệp lẫn bảng mã khác. Hãy gõ lại ô này.`,
    en: `Letters of this cell are broken (“${what}”): a foreign encoding is mixed in. Type the cell again.`
  }),
  badTable: (what) => ({
    vi: `Không đọc được bảng${what === '' ? '' : ` (${what})`}: cần CSV có dòng đầu là tên cột, hoặc danh sách JSON.`,
    en: `The table cannot be read${what === '' ? '' : ` (${what})`}: CSV with column names in its first line, or a JSON list, is needed.`
  }),
  empty: () => ({ vi: 'Tệp không có dòng nào.', en: 'The file has no rows.' }),
  tooManyRows: (what) => ({ vi: `Tối đa ${what} dòng mỗi tệp.`, en: `At most ${what} rows per file.` }),
  unknownColumn: (what) => ({ vi: `Không có cột “${what}”.`, en: `No column “${what}”.` }),
  missingValue: (what) => ({ vi: `Hãy điền “${what}”.`, en: `“${what}” is required.` }),
  badLevelName: (what) => ({
    vi: `Không có cấp “${what}”: country, province, district, commune hoặc village.`,
    en: `No level “${what}”: country, province, district, commune or village.`
  }),
  badTerrain: (what) => ({
    vi: `Địa hình ghi là urban (đô thị), plain (đồng bằng) hoặc mountain (miền núi), không phải “${what}”.`,
    en: `Terrain is urban, plain or mountain, not “${what}”.`
  }),
  badPointText: (what) => ({
    vi: `“${what}” không phải là tọa độ “kinh độ, vĩ độ”.`,
    en: `“${what}” is not “longitude, latitude”.`
  }),
  badNumberText: (what) => ({
    vi: `“${what}” không phải là số nguyên.`,
    en: `“${what}” is not a whole number.`
  }),
  ambiguousUnit: (what) => ({
    vi: `Mã “${what}” từng thuộc nhiều đơn vị: hãy ghi mã@ngày hiệu lực.`,
    en: `Several units had code “${what}”. Write code@start-date.`
  }),
  nameChanged: (what) => ({
    vi: `Trong danh mục, mã này là “${what}”: tên khác hẳn. Nếu là đổi tên, hãy xác nhận.`,
    en: `In the register this code is “${what}”. If it was renamed, confirm.`
  }),
  badShape: (what) => ({ vi: `Dữ liệu sai cấu trúc: ${what}.`, en: `Invalid structure: ${what}.` }),
  columnTwice: (what) => ({
    vi: `Cột “${what}” trùng nghĩa với một cột trước đó.`,
    en: `The column “${what}” means the same as one before it.`
  }),
  levelDiffers: (what) => ({
    vi: `Cấp, loại và mã không khớp nhau: ${what}. Cấp ghi country, province, district, commune, village (hoặc 0–4).`,
    en: `Level, type and code contradict each other: ${what}. Levels are country, province, district, commune, village (or 0–4).`
  }),
  levelMissing: (what) => ({
    vi: `Không rõ đơn vị “${what}” thuộc cấp nào: cần cột cấp (level) hoặc loại (type).`,
    en: `The level of “${what}” is not stated: add a column level or type.`
  }),
  codeDigits: (what) => ({
    vi: `Mã ${what}: mã tỉnh có 2 chữ số, huyện 3, xã 5.`,
    en: `Code ${what}: a province’s has 2 digits, a district’s 3, a commune’s 5.`
  }),
  groupTwice: (what) => ({
    vi: `Mã tổ “${what}” có hai lần trong tệp (chữ hoa, chữ thường là một).`,
    en: `The group code “${what}” appears twice in the file (upper and lower case are the same).`
  }),
  groupAmbiguous: (what) => ({
    vi: `Có nhiều tổ mang mã chỉ khác chữ hoa, chữ thường: ${what}.`,
    en: `Several groups have codes that differ only in upper and lower case: ${what}.`
  }),
  codeZerosLost: (what) => ({
    vi: `Mã đã mất số 0 ở đầu: hiểu là ${what}.`,
    en: `The code has lost its leading zeros: read as ${what}.`
  }),
  officialLevels: () => ({
    vi: 'Cột cấp đếm như danh mục chính thức: 1 là tỉnh, 2 là xã.',
    en: 'Levels are counted as in the official list: 1 is a province, 2 a commune.'
  }),
  columnUnused: (what) => ({
    vi: `Cột “${what}” không được lưu vào danh mục.`,
    en: `The column “${what}” is not saved in the register.`
  }),
  groupCase: (what) => ({
    vi: `Mã tổ trong danh mục viết là “${what}”.`,
    en: `In the register this code is written “${what}”.`
  }),
  forbidden: (what) => ({
    vi: `Tài khoản này không có quyền sửa danh mục của “${what}”.`,
    en: `You do not have permission to edit the register of “${what}”.`
  })
};

/** A fault in both languages. What was given is repeated up to 80 characters. */
export function registerFault<Code extends keyof typeof MESSAGES>(
  code: Code,
  { row = 0, column = '', what = '' }: { row?: number; column?: string; what?: string } = {}
): { readonly row: number; readonly column: string; readonly code: Code; readonly message: Words } {
  const shown = what.length > 80 ? `${what.slice(0, 80)}…` : what;
  return { row, column, code, message: MESSAGES[code](shown) };
}

/**
 * Everything for which entries may not enter the log, judged one after another as if those before were in it: what
 * comes back empty, the fold takes. `row` counts the things of all the entries together, from 1.
 */
export function checkStructure(world: World, bodies: readonly EntryBody[]): RegisterFault[] {
  const check = new StructureCheck(world);
  const faults: RegisterFault[] = [];
  let before = 0;
  for (const body of bodies) {
    for (const { code, item, field, what } of check.refusals(body))
      faults.push(registerFault(code, { row: before + item + 1, column: field, what }));
    before += thingsIn(body);
  }
  return faults;
}

function thingsIn(body: EntryBody): number {
  switch (body.kind) {
    case 'catalogue':
      return body.indicators.length;
    case 'units':
      return body.units.length;
    case 'groups':
      return body.groups.length;
    case 'targets':
      return body.targets.length;
    case 'chains':
      return body.chains.length;
    default:
      return 1;
  }
}
