import { expect, test } from 'vitest';
import type { Message } from './language.ts';
import { en } from './messages/en.ts';
import { vi } from './messages/vi.ts';
import type { Texts } from './texts.ts';

// One word per idea (docs/texts.md): what was settled once is not written otherwise again, on no page and in no answer
// of the server. A pattern says what is gone; the values of a text are left out, so that it sees words alone.

/** An idea, the word that is kept for it, and what it is no longer called. */
type Settled = readonly [idea: string, kept: string, gone: RegExp];

const VIETNAMESE: readonly Settled[] = [
  ['indicator', 'chỉ tiêu', /chỉ số/i],
  ['what a target sets', 'mức giao', /chỉ tiêu giao(?! theo)|mức chỉ tiêu/i],
  ['the target is met', 'đã đạt chỉ tiêu', /đủ chỉ tiêu|đạt mức giao/i],
  ['class of attainment', 'xếp loại', /xếp mức|mức hiện nay/i],
  ['denominator, base figure', 'mẫu số, số liệu nền', /số nền|(?:có|trên|theo) cơ sở/i],
  ['small base', 'mẫu số nhỏ', /ô nhỏ/i],
  ['last period', 'kỳ trước', /^tháng trước$|của tháng trước|so với tháng/i],
  ['figures of an earlier period', 'dùng số kỳ trước', /mang số (?:kỳ|từ)|lấy số kỳ|thêm số kỳ/i],
  ['submit for approval', 'trình lãnh đạo', /(?:đã|đang|được) trình duyệt(?! này)|^trình duyệt$/i],
  ['reporting process', 'quy trình báo cáo', /chuỗi báo cáo|lịch báo cáo/i],
  ['no deadline', 'không quy định hạn nộp', /không định ngày|không đặt (?:ngày )?hạn/i],
  ['last day of a span', 'đến hết ngày', /đến trước/i],
  ['unusual figures', 'số liệu bất thường', /khác thường|số bất thường/i],
  ['more than 20%', 'hơn 20%', /một phần năm/i],
  ['the log, the register', 'nhật ký; danh mục', /(?<!\p{L}|cửa )sổ(?!\p{L}| sức khỏe| tay)/iu],
  ['place in the log', 'bản ghi số', /vị trí sổ/i],
  ['the store', 'hệ thống', /kho (?:dữ liệu(?! số)|trình diễn)|trong kho(?!\p{L})/iu],
  ['query engine', 'công cụ truy vấn', /bộ máy/i],
  ['by level', 'theo cấp', /cây đơn vị|^cây$/i],
  ['map', 'bản đồ', /trang phân tích|bàn phân tích/i],
  ['copy', 'sao chép', /(?<!\p{L}|sao )chép(?!\p{L}| đè)/iu],
  ['address of a page', 'đường dẫn', /liên kết/i],
  ['playlist', 'danh sách trình chiếu', /danh sách phát|chương trình màn hình|^chương trình:/i],
  ['quick note', 'báo cáo nhanh', /ghi nhanh/i],
  ['column mapping', 'cách ghép cột', /cách ghép(?! cột)|mẫu ghép/i],
  ['number column', 'STT', /^TT$|số TT/],
  ['save', 'Lưu', /^ghi$|(?:ghi|lưu) vào sổ/i],
  ['cancel', 'Hủy', /^thôi$|^dừng lại$/i],
  ['administrator', 'quản trị viên', /quản trị (?:của tỉnh|cuối)/i],
  [
    'programme office',
    'cơ quan thường trực',
    /văn phòng chương trình|cơ quan (?:(?:đầu mối của|phụ trách) )?chương trình|phòng chuyển đổi số|đơn vị triển khai/i
  ],
  ['commune group', 'Tổ CNSCĐ cấp xã', /Tổ CNSCĐ xã, phường/],
  ['Project 06 group', 'Tổ công tác Đề án 06', /Tổ Đề án 06/],
  ['the reader', 'no pronoun, else anh/chị', /(?<!\p{L})bạn(?!\p{L})/iu],
  ['a prohibition', 'Không …', /(?<!\p{L})đừng(?!\p{L})/iu],
  ['nobody is blamed', 'Chưa có thao tác nào', /chưa ai làm gì|không còn ai thiếu/i],
  ['no answer', 'Không kết nối được máy chủ', /hỏi được máy chủ|(?:có|mất) kết nối (?:tới|với) máy chủ/i]
];

const ENGLISH: readonly Settled[] = [
  ['submit for approval', 'submit for approval', /before the head/i],
  ['leader of a body', 'leader', /\bthe head\b(?! of)/i],
  [
    'submit a report',
    'submit',
    /\bfiled\b|\bto file\b|\bfile (?:a report|again|for|reports)\b|\bfiler\b|\bnot file\b/i
  ],
  ['who has submitted', 'submission progress', /who has filed/i],
  ['last day of a span', 'to, last day', /until before/i],
  ['unclaimed', 'unclaimed', /with nobody|without anybody|nobody has/i],
  ['no one', 'no …, someone', /\b(?:some|any|no)body\b/i],
  ['only', 'only', /\balone\b/i],
  ['anyway', 'anyway', /all the same/i],
  ['immediately', 'immediately', /(?<!several )at once\b/i],
  ['in your area', 'in your area', /\byours\b/i],
  ['again', 'again', /\banew\b/i],
  ['error', 'error, fix', /\bmend\b|\bfaults?\b/i],
  ['not a …', 'not a …', /\bthis is no\b|” is no\b|\bis no (?:number|CSV|e-mail)/i],
  ['automatically', 'automatically', /goes out by itself|reconnecting by itself/i],
  ['save', 'save', /written down|write it down|was stored|is stored|were stored|be stored/i],
  [
    'assign',
    'assign',
    /target given|targets? (?:is|was|were) given|give (?:as a )?targets?\b|unit that gives/i
  ],
  ['unusual figures', 'unusual figures', /odd figures|anomal/i],
  ['illustrative data', 'Illustrative data', /illustrative figures|demonstration figures/i],
  ['wall display', 'wall display', /\bwalls?\b(?! display)/i],
  [
    'no answer',
    'Could not reach the server',
    /server cannot be reached|could not be asked|no connection to the server/i
  ],
  ['username', 'username', /login name/i],
  ['escalate', 'escalate', /pass(?:ed)? up/i],
  ['can', 'can', /\bmay (?:not |no longer )?(?:see|do|file|look|read|change|follow|arrange)\b/i],
  ['last period', 'last period', /last month|month before/i],
  ['exists, in effect', 'exist, in effect', /\bstands\b|\bholds\b/i],
  ['apostrophe', '’', /\w'\w/]
];

/** Texts that may say it otherwise, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'manage columnsGroups': 'names the headings that a file has, which stay',
  'matters csvColumns': 'one text with the names of all columns'
};

interface Said {
  readonly where: string;
  readonly key: string;
  readonly text: string;
}

const forms = (message: Message) => (typeof message === 'string' ? [message] : [message.one, message.other]);
const without = (text: string) => text.replaceAll(/\$?\{[^}]*\}/g, '…');
const saidIn = (where: string, texts: Readonly<Record<string, Message>>): Said[] =>
  Object.entries(texts).flatMap(([key, message]) =>
    forms(message).map((text) => ({ where, key, text: without(text) }))
  );

const areas = import.meta.glob<Record<string, Texts<Record<string, Message>>>>('./messages/*.ts', {
  eager: true
});
const pages = (language: 'vi' | 'en'): Said[] =>
  Object.entries(areas).flatMap(([file, area]) =>
    Object.values(area).flatMap((one) =>
      'vi' in one && 'en' in one ? saidIn(file.replace(/^.*\/|\.ts$/g, ''), one[language]) : []
    )
  );

// Words of the server stand in its source as `vi: '…'` and `en: '…'`.
const sources = import.meta.glob<string>(
  [
    '../server/{ingest,register,targets,workbooks,review,operations,matters,auth}/*.ts',
    '!../server/**/*.test.ts'
  ],
  { eager: true, query: '?raw', import: 'default' }
);
const WORDS = /\b(vi|en): (?:'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g;
const answers = (language: 'vi' | 'en'): Said[] =>
  Object.entries(sources).flatMap(([file, source]) =>
    [...source.matchAll(WORDS)]
      .filter(([, of]) => of === language)
      .map(([, , plain, filled]) => ({
        where: file.replace('../', ''),
        key: '',
        text: without(plain ?? filled ?? '')
      }))
  );

test.each([
  ['Vietnamese', VIETNAMESE, [...saidIn('root', vi), ...pages('vi'), ...answers('vi')]],
  ['English', ENGLISH, [...saidIn('root', en), ...pages('en'), ...answers('en')]]
] as const)('one word per idea in %s', (_, settled, said) => {
  expect(said.length).toBeGreaterThan(1_000);
  const unsettled = settled.flatMap(([idea, kept, gone]) =>
    said
      .filter(({ where, key, text }) => gone.test(text) && !(`${where} ${key}` in EXCEPTIONS))
      .map(({ where, key, text }) => `${where} ${key}: “${text}” (${idea}: ${kept})`)
  );
  expect(unsettled).toEqual([]);
});

test('the table would see what it says is gone', () => {
  const sees = (settled: readonly Settled[], text: string) => settled.some(([, , gone]) => gone.test(text));
  expect(sees(VIETNAMESE, 'Đã trình duyệt')).toBe(true);
  expect(sees(VIETNAMESE, 'Trình duyệt này không mở được trang.')).toBe(false);
  expect(sees(VIETNAMESE, 'Ghi vào sổ')).toBe(true);
  expect(sees(VIETNAMESE, 'Sổ sức khỏe điện tử')).toBe(false);
  expect(sees(ENGLISH, 'Laid before the head, number 4')).toBe(true);
  expect(sees(ENGLISH, 'Files that are not saved')).toBe(false);
});
