import type { Words } from '../../../domain/indicator.ts';
import { eraWords } from '../../../reading/era-survey.ts';
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
  empty: () => ({ vi: 'Tệp không có dòng nào.', en: 'The file has no rows.' }),
  encrypted: () => ({
    vi: 'Tệp có mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.',
    en: 'The file has a password. Remove it and upload again.'
  }),
  oldExcel: () => ({
    vi: 'Đây là tệp Excel cũ (.xls). Hãy lưu lại thành “Excel Workbook (.xlsx)”.',
    en: 'This is an old Excel file (.xls). Save it as “Excel Workbook (.xlsx)”.'
  }),
  otherFormat: (what) => ({
    vi: `Không nhận loại tệp này${what ? ` (${what})` : ''}. Hãy mở tệp bằng Excel hoặc LibreOffice, chọn “Lưu thành” (Save As) .xlsx rồi gửi lại.`,
    en: `Unsupported file type${what ? ` (${what})` : ''}: use .xlsx or .csv. Open it in Excel or LibreOffice, save it as .xlsx and upload again.`
  }),
  macros: () => ({
    vi: 'Tệp có chứa macro. Hãy lưu lại thành .xlsx không có macro.',
    en: 'The file contains macros. Save it as .xlsx without macros.'
  }),
  dde: (what) => ({
    vi: `Không nhận: tệp có công thức gọi phần mềm khác${what ? ` (${what.slice(0, 40)})` : ''}.`,
    en: `Rejected: it contains a formula that calls another program${what ? ` (${what.slice(0, 40)})` : ''}.`
  }),
  notAWorkbook: () => ({
    vi: 'Tệp không phải bảng tính Excel hay CSV (phần mềm xuất tệp .xls thường thật ra là trang web). Hãy mở tệp bằng Excel, chọn “Lưu thành” .xlsx rồi gửi lại.',
    en: 'The file is neither an Excel workbook nor CSV (what programs export as .xls is often a web page). Open it in Excel, save it as .xlsx and send it again.'
  }),
  lyingName: (what) => ({
    vi: `Nội dung tệp không đúng như tên “${what}” (.xlsx và .csv).`,
    en: `The file is not what its name “${what}” says (.xlsx and .csv).`
  }),
  binary: () => ({ vi: 'Tệp không phải văn bản CSV.', en: 'Not a CSV text file.' }),
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
    en: 'The file contains forbidden XML (DOCTYPE, entities).'
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
  cellTooLong: most('Một ô có quá nhiều ký tự', 'A cell has too many characters', BOUNDS.cellText),
  csvBroken: (what) => ({
    vi: `Dòng ${what} của tệp CSV: một ô mở đầu bằng dấu ngoặc kép (") mà không đóng lại, nên các dòng sau bị gộp vào ô ấy. Hãy xóa hoặc đóng dấu ngoặc kép.`,
    en: `Invalid CSV: in row ${what} a cell starts with a quote (") that is not closed, so the rows after it are read as part of it. Remove or close the quote.`
  }),
  tookTooLong: () => ({ vi: 'Đọc tệp quá lâu nên đã dừng.', en: 'Reading took too long and was stopped.' }),
  tookTooMuch: () => ({
    vi: 'Đọc tệp cần quá nhiều bộ nhớ nên đã dừng.',
    en: 'Reading needed too much memory and was stopped.'
  }),
  readerDied: () => ({
    vi: 'Không đọc được tệp này. Hãy lưu lại bằng Excel rồi gửi.',
    en: 'This file could not be read. Save it again in Excel and retry.'
  }),
  tooLarge: () => ({
    vi: `Tệp quá lớn: tối đa ${mega(BOUNDS.fileBytes)} MB.`,
    en: `The file is too large: at most ${mega(BOUNDS.fileBytes)} MB.`
  }),
  noTable: () => ({
    vi: 'Không thấy bảng nào có dòng mã của mẫu, hoặc các cột “Mã tổ”, “Mã chỉ tiêu”, “Tử số”.',
    en: 'No table has the template’s row of codes, nor columns “Mã tổ”, “Mã chỉ tiêu”, “Tử số”.'
  }),
  otherStore: () => ({
    vi: 'Mẫu này tải từ một hệ thống khác.',
    en: 'This template comes from another system.'
  }),
  beforePutBack: () => ({
    vi: 'Mẫu này tải trước khi hệ thống được khôi phục từ bản sao lưu. Hãy tải mẫu mới rồi sao chép số liệu sang.',
    en: 'This template was downloaded before the system was restored from a backup. Download a new one and copy the figures over.'
  }),
  otherVersion: (what) => ({
    vi: `Mẫu này là phiên bản ${what}, không còn dùng. Hãy tải mẫu mới.`,
    en: `This template is version ${what}, which is no longer used. Download a new one.`
  }),
  otherUnit: (what) => ({
    vi: `Mẫu này là của đơn vị ${what}, không phải đơn vị đang chọn.`,
    en: `This template is for the unit ${what}, not the selected one.`
  }),
  otherPeriod: (what) => ({
    vi: `Mẫu này là của kỳ ${what}, không phải kỳ đang chọn.`,
    en: `This template is for the period ${what}, not the selected one.`
  }),
  noPeriod: () => ({
    vi: 'Tệp không ghi kỳ báo cáo: hãy chọn kỳ trước khi gửi.',
    en: 'The file does not state a period. Choose one first.'
  }),
  otherEra: (what) => ({
    vi: `${eraWords(what).vi} Tệp lập theo danh mục đơn vị của thời kỳ khác nên không dòng nào được nhận. Hãy lập lại theo danh mục của kỳ báo cáo.`,
    en: `${eraWords(what).en} The file uses the units of another time, so no row was accepted. Make it again with the units of the period.`
  }),
  twoColumns: (what) => ({
    vi: `Có hai cột cùng là “${what}”: không biết lấy cột nào. Hãy bỏ bớt một cột.`,
    en: `Two columns are called “${what}”. Remove one of them.`
  }),
  noSheet: (what) => ({
    vi: `Không có trang tính “${what}” như trong cách ghép cột đã lưu.`,
    en: `No sheet “${what}”, which is required by the mapping.`
  }),
  noColumn: (what) => ({
    vi: `Không thấy cột “${what}” như trong cách ghép cột đã lưu.`,
    en: `No column “${what}”, which is required by the mapping.`
  })
} as const satisfies Record<string, Message>;

/** Why a file is not taken, in both languages. */
export function refusalWords(code: string, what: string): Words {
  const message: Message | undefined = Object.entries(REFUSALS).find(([name]) => name === code)?.[1];
  return message?.(what) ?? { vi: 'Không nhận được tệp.', en: 'The file was rejected.' };
}
