import type { ReportTexts } from '../../domain/report.ts';
import type { Period } from '../../domain/period.ts';
import { chance } from './random.ts';
import type { Reporter } from './reporters.ts';

/** Purposes of the draws of this file. */
const HAS = 71;
const PICK = 72;

const NO_TEXTS: ReportTexts = { tasks: '', difficulties: '', proposals: '', practices: '' };

const TASKS = [
  'Hướng dẫn người dân nộp hồ sơ trực tuyến tại nhà văn hóa vào sáng thứ Bảy.',
  'Đến từng hộ rà soát tài khoản thanh toán và địa chỉ số.',
  'Tổ chức một buổi tập huấn kỹ năng số cho người cao tuổi.',
  'Phối hợp Đoàn Thanh niên hỗ trợ cài đặt VNeID và ứng dụng sổ sức khỏe điện tử.',
  'Tuyên truyền phòng, chống lừa đảo trên mạng trong cuộc họp tổ dân phố.',
  'Hỗ trợ hộ kinh doanh tạo mã QR thanh toán và gian hàng số.',
  'Cập nhật danh sách hộ trong nhóm Zalo của Tổ.',
  'Tham gia lớp Bình dân học vụ số do UBND xã tổ chức.',
  'Chụp ảnh, đăng sản phẩm OCOP lên sàn thương mại điện tử.'
];

/** A difficulty and the proposal that goes with it. */
const DIFFICULTIES: readonly (readonly [string, string])[] = [
  [
    'Nhiều người cao tuổi chưa có điện thoại thông minh.',
    'Đề nghị vận động xã hội hóa điện thoại cho hộ khó khăn.'
  ],
  ['Sóng di động ở một số điểm dân cư còn yếu.', 'Kiến nghị doanh nghiệp viễn thông bổ sung trạm phát sóng.'],
  ['Người dân đi làm xa nên khó gặp để hướng dẫn.', 'Đề nghị bố trí ngày hội vào tối thứ Bảy hoặc Chủ nhật.'],
  ['Thành viên Tổ thay đổi, người mới chưa được tập huấn.', 'Đề nghị mở lớp tập huấn cho thành viên mới.'],
  [
    'Tổ chưa được hỗ trợ kinh phí và phương tiện hoạt động.',
    'Kiến nghị cấp trên sớm chi hỗ trợ theo nghị quyết.'
  ],
  ['Một số hộ ngại mở tài khoản vì lo lừa đảo trên mạng.', 'Đề nghị Công an xã phối hợp tuyên truyền.'],
  ['Mẫu số hộ dân sau khi sắp xếp thôn chưa khớp với thực tế.', 'Đề nghị UBND xã rà soát lại số hộ.'],
  ['Hệ thống dịch vụ công có lúc chậm, nộp hồ sơ phải làm lại.', 'Kiến nghị cấp trên kiểm tra đường truyền.'],
  [
    'Hộ kinh doanh nhỏ chưa quen quản lý gian hàng số.',
    'Đề nghị sàn thương mại điện tử cử người hướng dẫn tại chỗ.'
  ]
];

const PRACTICES = [
  'Mỗi đoàn viên giúp ba hộ, kiểm tra lại sau một tuần.',
  'Đặt bàn hướng dẫn ngay tại điểm nhận lương hưu.',
  'Làm thẻ hướng dẫn khổ nhỏ có hình, phát đến từng hộ.',
  'Học sinh hướng dẫn ông bà cài ứng dụng trong dịp cuối tuần.',
  'Phát loa thôn trước mỗi ngày hội, có danh sách hộ chưa hoàn thành.',
  'Chợ không dùng tiền mặt: mỗi quầy một mã QR.'
];

/** What a group writes besides its figures: most nothing or a line, a few a difficulty or a good practice. */
export function textsOf(reporter: Reporter, period: Period): ReportTexts {
  if (!reporter.kind.endsWith('-group')) return NO_TEXTS;
  const draw = chance(reporter.hash, HAS, period);
  if (draw > 0.3) return NO_TEXTS;
  const pick = <T>(list: readonly T[], salt: number) =>
    list[Math.floor(list.length * chance(reporter.hash, PICK + salt, period))]!;
  const difficulty = draw < 0.06 ? pick(DIFFICULTIES, 1) : null;
  return {
    tasks: pick(TASKS, 0),
    difficulties: difficulty?.[0] ?? '',
    proposals: difficulty?.[1] ?? '',
    practices: draw > 0.05 && draw < 0.085 ? pick(PRACTICES, 2) : ''
  };
}

/** What a correction says. */
export const CORRECTION_TEXTS: ReportTexts = {
  ...NO_TEXTS,
  tasks: 'Điều chỉnh số liệu do nhập nhầm ở báo cáo trước.'
};
