// What docs/texts.md settles, as patterns: the test beside reads every text of both languages against them.

/** An idea, the word that is kept for it, and what it is no longer called. */
export type Settled = readonly [idea: string, kept: string, gone: RegExp];

/** What Vietnamese texts no longer say. */
export const VIETNAMESE: readonly Settled[] = [
  ['indicator', 'chỉ tiêu', /(?<!địa )chỉ số/i],
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
  ['leader', 'lãnh đạo', /người đứng đầu/i],
  ['snooze, mute', 'tạm hoãn; tạm tắt', /tạm im|hẹn lại/i],
  ['a period that is over', 'kỳ đã kết thúc', /(?<!\p{L})khép(?!\p{L})/iu],
  ['whose document', 'its name and number', /\(S[0-4]\)|(?<!\p{L})dự án(?!\p{L})/iu],
  ['what the machine calls it', 'the words of the field', /(?<!\p{L})data\/|\.json(?!\p{L})|dossiers/u],
  ['a request', 'Hãy …', /(?<!\p{L})xin (?:thử|xem|hãy)/iu],
  ['the whole country', 'cả nước', /toàn quốc/i],
  ['a decision', 'Quyết định', /(?<!\p{L})QĐ(?: số)? \d/u],
  ['communes and wards', 'xã, phường', /phường, xã/i],
  ['a request', 'Hãy …', /^cần điền/i],
  ['nobody is blamed', 'Chưa có thao tác nào', /chưa ai làm gì|không còn ai thiếu/i],
  ['no answer', 'Không kết nối được máy chủ', /hỏi được máy chủ|(?:có|mất) kết nối (?:tới|với) máy chủ/i]
];

/** What English texts no longer say. */
export const ENGLISH: readonly Settled[] = [
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
  ['see, submit', 'can', /\bmay (?:do|not) that\b|is not yours/i],
  ['status', 'status', /\bbands? (?:now|then)\b|\bbanded\b/i],
  ['reporting process', 'reporting process', /reporting chains?\b/i],
  ['attendances', 'attendances', /person-times/i],
  ['accents', 'accents', /without marks/i],
  ['residential group', 'residential group', /neighbourhood/i],
  ['saved', 'saved', /nothing was (?:stored|written)/i],
  ['what the machine calls it', 'the words of the field', /\bdata\/|\bindicators\.json/i],
  ['said', 'not told, laid, begun', /\btold\b|\blaid\b|\bbegun\b|\bodd\b/i],
  ['must', 'must', /\bis to be\b/i],
  ['last period', 'last period', /last month|month before/i],
  ['exists, in effect', 'exist, in effect', /\bstands\b|\bholds\b/i],
  ['apostrophe', '’', /\w'\w/]
];

/** Texts that may say it otherwise, and why. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  'manage columnsGroups': 'names the headings that a file has, which stay',
  'matters csvColumns': 'one text with the names of all columns'
};

/** What is said on no phone of a group head, though a desk may. */
export const PHONE: readonly Settled[] = [['total', 'tổng số đã đăng ký', /số liệu nền|mẫu số|tử số/i]];

/** English texts whose value is never 1, so that one form does. */
export const NEVER_ONE: ReadonlySet<string> = new Set([
  'figure.contributions',
  'nextHint',
  'faultShort',
  'durationFault',
  'full',
  'photosHint',
  'belowTooLong',
  'most',
  'corrFew',
  'trendMethod',
  'patience',
  'finding.outlying',
  'headline.allReported',
  'headline.allMet',
  'seconds',
  'minutes',
  'loading',
  'rowsCut',
  'chartFirst',
  'fault_late',
  'heatTitle',
  'funnelTitle'
]);
