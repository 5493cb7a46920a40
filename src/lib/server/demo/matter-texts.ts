import type { AnswerLevel, MatterDraft, MatterKind } from '../../domain/matter.ts';
import type { ReportTexts } from '../../domain/report.ts';

interface Sort {
  readonly kind: MatterKind;
  readonly wanted: AnswerLevel;
}

/** What the demo's difficulties are about, by a word that each holds. */
const SORTS: readonly (readonly [string, Sort])[] = [
  ['điện thoại thông minh', { kind: 'devices', wanted: 'commune' }],
  ['Sóng di động', { kind: 'network', wanted: 'province' }],
  ['đi làm xa', { kind: 'people', wanted: 'commune' }],
  ['chưa được tập huấn', { kind: 'skills', wanted: 'commune' }],
  ['kinh phí', { kind: 'funding', wanted: 'province' }],
  ['lừa đảo', { kind: 'safety', wanted: 'commune' }],
  ['Mẫu số', { kind: 'data', wanted: 'commune' }],
  ['dịch vụ công', { kind: 'system', wanted: 'province' }],
  ['gian hàng số', { kind: 'skills', wanted: 'commune' }]
];

/** The difficulties of a demo report as they are raised with it. */
export function raisedIn({ difficulties, proposals }: ReportTexts): MatterDraft[] {
  if (difficulties === '') return [];
  const sort = SORTS.find(([word]) => difficulties.includes(word))?.[1];
  return [{ kind: 'other', wanted: 'commune', ...sort, text: difficulties, proposal: proposals }];
}

/** What is answered to a difficulty of a kind, by the commune and by the province. */
export const ANSWERS: Readonly<Record<MatterKind, readonly [string, string]>> = {
  people: [
    'UBND xã đã thống nhất tổ chức ngày hội vào tối thứ Bảy tuần đầu tháng; Tổ lập danh sách hộ chưa gặp được.',
    'Sở đã hướng dẫn các xã bố trí buổi tối; đề nghị Tổ phối hợp với Đoàn Thanh niên của xã.'
  ],
  devices: [
    'Xã vận động được 5 máy cũ còn dùng tốt, giao Tổ trưởng tổ dân phố trao cho hộ khó khăn trong tuần.',
    'Sở đang tổng hợp nhu cầu gửi doanh nghiệp; trước mắt dùng máy tính tại nhà văn hóa để hướng dẫn.'
  ],
  network: [
    'Đã ghi nhận các điểm sóng yếu và gửi danh sách lên cấp trên.',
    'Doanh nghiệp viễn thông đã khảo sát, đưa vị trí này vào kế hoạch bổ sung trạm trong quý tới.'
  ],
  skills: [
    'Xã mở lớp cho thành viên mới vào sáng thứ Bảy tới tại hội trường; tài liệu đã gửi vào nhóm của Tổ.',
    'Sở cử báo cáo viên về tập huấn cụm xã trong tháng; lịch gửi qua UBND xã.'
  ],
  system: [
    'Trung tâm Phục vụ hành chính công đã kiểm tra; nếu còn chậm, Tổ chụp màn hình kèm giờ để gửi kỹ thuật.',
    'Đã nâng băng thông và khắc phục lỗi nộp lại hồ sơ; đề nghị Tổ thử và phản hồi.'
  ],
  funding: [
    'Xã đã đưa nội dung này vào dự toán quý tới và báo cáo cấp trên.',
    'Sở đã trình mức hỗ trợ theo nghị quyết của HĐND; kinh phí chuyển về xã sau khi có quyết định.'
  ],
  data: [
    'Xã đã rà soát cùng Công an xã, số hộ điều chỉnh sẽ có trong kỳ báo cáo tới.',
    'Sở đã cập nhật số liệu nền theo danh sách xã gửi.'
  ],
  safety: [
    'Công an xã sẽ dự họp tổ dân phố tuần này để hướng dẫn nhận biết lừa đảo.',
    'Công an tỉnh đã gửi bộ tài liệu tuyên truyền; đề nghị Tổ phát trên loa và nhóm Zalo.'
  ],
  other: [
    'UBND xã đã ghi nhận và giao bộ phận phụ trách phối hợp với Tổ xử lý.',
    'Sở đã ghi nhận và hướng dẫn UBND xã thực hiện.'
  ]
};

export const PASSED = 'Ngoài thẩm quyền của xã, kính chuyển cấp tỉnh xem xét.';
export const THANKS = 'Đã làm theo hướng dẫn, cảm ơn.';
export const AGAIN = 'Tổ vẫn còn gặp tình trạng này, đề nghị xem lại.';
export const COMMENDED = [
  'Giấy khen của Chủ tịch UBND xã: cách làm dễ áp dụng, số hộ được hướng dẫn tăng rõ.',
  'Đề nghị Sở biểu dương tại hội nghị sơ kết: đã được ba tổ khác làm theo.'
] as const;
