import type { Words } from '../../domain/indicator.ts';
import { eraWords } from '../../reading/era-survey.ts';
import { BOUNDS } from './limits.ts';

type Message = (what: string) => Words;
const mega = (bytes: number) => Math.round(bytes / 1024 / 1024);
const count = (value: number) => [value.toLocaleString('vi-VN'), value.toLocaleString('en-GB')] as const;
const most = (vi: string, en: string, limit: number): Message => {
  const [inVi, inEn] = count(limit);
  return () => ({ vi: `${vi}: tối đa ${inVi}.`, en: `${en}: at most ${inEn}.` });
};

/** Why a file as a whole is not taken. */
const REFUSALS = {
  empty: () => ({ vi: 'Tệp không có dòng nào.', en: 'The file holds no rows.' }),
  encrypted: () => ({
    vi: 'Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.',
    en: 'The file is locked by a password. Take the password away and send it again.'
  }),
  oldExcel: () => ({
    vi: 'Đây là tệp Excel cũ (.xls). Hãy lưu lại thành “Excel Workbook (.xlsx)”.',
    en: 'This is an old Excel file (.xls). Save it as “Excel Workbook (.xlsx)”.'
  }),
  otherFormat: (what) => ({
    vi: `Không nhận loại tệp này${what ? ` (${what})` : ''}. Hãy mở tệp bằng Excel hoặc LibreOffice, chọn “Lưu thành” (Save As) .xlsx rồi gửi lại.`,
    en: `This kind of file${what ? ` (${what})` : ''} is not taken. Open it in Excel or LibreOffice, save it as .xlsx and send it again.`
  }),
  macros: () => ({
    vi: 'Tệp có chứa macro. Hãy lưu lại thành .xlsx không có macro.',
    en: 'The file holds macros. Save it as .xlsx without them.'
  }),
  dde: (what) => ({
    vi: `Tệp có công thức gọi chương trình khác${what ? ` (${what.slice(0, 40)})` : ''}: không nhận.`,
    en: `The file holds a formula that calls another program${what ? ` (${what.slice(0, 40)})` : ''}: not taken.`
  }),
  notAWorkbook: () => ({
    vi: 'Tệp không phải bảng tính Excel hay CSV (phần mềm xuất tệp .xls thường thật ra là trang web). Hãy mở tệp bằng Excel, chọn “Lưu thành” .xlsx rồi gửi lại.',
    en: 'The file is neither an Excel workbook nor CSV (what programs export as .xls is often a web page). Open it in Excel, save it as .xlsx and send it again.'
  }),
  lyingName: (what) => ({
    vi: `Nội dung tệp không đúng như tên “${what}” (.xlsx và .csv).`,
    en: `The file is not what its name “${what}” says (.xlsx and .csv).`
  }),
  binary: () => ({ vi: 'Tệp không phải văn bản CSV.', en: 'The file is no CSV text.' }),
  zipBroken: () => ({ vi: 'Tệp Excel bị hỏng.', en: 'The Excel file is damaged.' }),
  zipBomb: () => ({
    vi: `Tệp bung ra quá lớn so với kích thước thật (tối đa ${mega(BOUNDS.unpackedBytes)} MB).`,
    en: `The file grows too large when unpacked (at most ${mega(BOUNDS.unpackedBytes)} MB).`
  }),
  zipEntries: most('Tệp có quá nhiều phần bên trong', 'The file has too many parts', BOUNDS.entries),
  zipDuplicate: () => ({
    vi: 'Tệp có hai phần bên trong trùng tên.',
    en: 'Two parts of the file have the same name.'
  }),
  zipPath: () => ({
    vi: 'Tệp có phần bên trong mang tên không hợp lệ.',
    en: 'A part of the file has a forbidden name.'
  }),
  nestedArchive: (what) => ({
    vi: `Tệp có nhúng tệp khác (${what}).`,
    en: `Another file is embedded in it (${what}).`
  }),
  xmlDoctype: () => ({
    vi: 'Tệp có khai báo XML bị cấm (DOCTYPE, thực thể).',
    en: 'The file holds forbidden XML (DOCTYPE, entities).'
  }),
  xmlBroken: () => ({ vi: 'Nội dung bảng tính bị hỏng.', en: 'The inside of the workbook is damaged.' }),
  xmlEncoding: () => ({
    vi: 'Nội dung bảng tính dùng bảng mã không được hỗ trợ.',
    en: 'The workbook is written in an encoding that is not supported.'
  }),
  tooManySheets: most('Quá nhiều trang tính', 'Too many sheets', BOUNDS.sheets),
  tooManyRows: most('Quá nhiều dòng', 'Too many rows', BOUNDS.rows),
  tooManyColumns: most('Quá nhiều cột', 'Too many columns', BOUNDS.columns),
  tooManyCells: most('Quá nhiều ô có nội dung', 'Too many cells', BOUNDS.cells),
  tooManyStrings: most('Quá nhiều chuỗi ký tự', 'Too many texts', BOUNDS.strings),
  tooManyMerges: most('Quá nhiều ô gộp', 'Too many merged cells', BOUNDS.merges),
  cellTooLong: most('Một ô có quá nhiều ký tự', 'A cell holds too many characters', BOUNDS.cellText),
  csvBroken: (what) => ({
    vi: `Dòng ${what} của tệp CSV: một ô mở đầu bằng dấu ngoặc kép (") mà không khép lại, nên các dòng sau bị nuốt vào ô ấy. Hãy xóa hoặc khép dấu ngoặc kép.`,
    en: `Row ${what} of the CSV file: a cell begins with a quote (") that is not closed and swallows the rows after it. Take the quote away or close it.`
  }),
  tookTooLong: () => ({ vi: 'Đọc tệp quá lâu nên đã dừng.', en: 'Reading took too long and was stopped.' }),
  tookTooMuch: () => ({
    vi: 'Đọc tệp cần quá nhiều bộ nhớ nên đã dừng.',
    en: 'Reading needed too much memory and was stopped.'
  }),
  readerDied: () => ({
    vi: 'Tệp làm hỏng bộ đọc nên không nhận được.',
    en: 'The file broke its reader and is not taken.'
  }),
  tooLarge: () => ({
    vi: `Tệp quá lớn: tối đa ${mega(BOUNDS.fileBytes)} MB.`,
    en: `The file is too large: at most ${mega(BOUNDS.fileBytes)} MB.`
  }),
  noTable: () => ({
    vi: 'Không thấy bảng nào có dòng mã của mẫu, hoặc các cột “Mã tổ”, “Mã chỉ số”, “Tử số”.',
    en: 'No table has the template’s row of codes, nor columns “Mã tổ”, “Mã chỉ số”, “Tử số”.'
  }),
  otherStore: () => ({
    vi: 'Mẫu này tải từ một hệ thống khác.',
    en: 'This template comes from another system.'
  }),
  otherVersion: (what) => ({
    vi: `Mẫu này là phiên bản ${what}, không còn dùng. Hãy tải mẫu mới.`,
    en: `This template is of version ${what}, which is no longer used. Download a new one.`
  }),
  otherUnit: (what) => ({
    vi: `Mẫu này là của đơn vị ${what}, không phải đơn vị đang chọn.`,
    en: `This template is of the unit ${what}, not of the one that is chosen.`
  }),
  otherPeriod: (what) => ({
    vi: `Mẫu này là của kỳ ${what}, không phải kỳ đang chọn.`,
    en: `This template is of the period ${what}, not of the one that is chosen.`
  }),
  noPeriod: () => ({
    vi: 'Tệp không nói báo cáo của kỳ nào: hãy chọn kỳ trước khi gửi.',
    en: 'The file does not say of which period it is: choose one before sending it.'
  }),
  otherEra: (what) => ({
    vi: `${eraWords(what).vi} Tệp lập theo danh mục đơn vị của thời kỳ khác nên không dòng nào được nhận. Hãy lập lại theo danh mục của kỳ báo cáo.`,
    en: `${eraWords(what).en} The file was made by a list of units of another time, and no row of it is taken. Make it again by the units of the period.`
  }),
  twoColumns: (what) => ({
    vi: `Có hai cột cùng là “${what}”: không biết lấy cột nào. Hãy bỏ bớt một cột.`,
    en: `Two columns are both “${what}”: it is unknown which is meant. Take one away.`
  }),
  noSheet: (what) => ({
    vi: `Không có trang tính “${what}” như trong mẫu ghép cột.`,
    en: `There is no sheet “${what}” as the mapping wants it.`
  }),
  noColumn: (what) => ({
    vi: `Không thấy cột “${what}” như trong mẫu ghép cột.`,
    en: `There is no column “${what}” as the mapping wants it.`
  })
} as const satisfies Record<string, Message>;

/** Why a file is not taken, in both languages. */
export function refusalWords(code: string, what: string): Words {
  const message: Message | undefined = Object.entries(REFUSALS).find(([name]) => name === code)?.[1];
  return message?.(what) ?? { vi: 'Không nhận được tệp.', en: 'The file is not taken.' };
}
