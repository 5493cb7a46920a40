import { common } from './common.ts';

/** The day's work of an office: what waits, what is overdue, what others are to do, what came. */
export const today = {
  title: common.today,
  place: '{unit}, {period}',
  next: 'Hạn kế tiếp: hết ngày {day}, còn {span}',
  nextHop: '{from} → {to}',
  nextNone: 'Không còn hạn nộp nào phía trước trong kỳ này.',
  mine: 'Cần xử lý',
  late: 'Đã quá hạn',
  theirs: 'Chờ đơn vị khác',
  mineNone: 'Không có việc nào cần xử lý.',
  lateNone: 'Không có việc nào quá hạn.',
  theirsNone: 'Không chờ đơn vị nào.',
  'task.approve': 'báo cáo chờ lãnh đạo duyệt',
  'task.check': 'báo cáo mới nộp, chờ xem và trình lãnh đạo',
  'task.confirm': 'bản tổng hợp chờ xác nhận',
  'task.prepare': 'bản tổng hợp của kỳ chưa trình',
  'task.overdueMatters': 'vướng mắc quá hạn trả lời',
  'task.openMatters': 'vướng mắc chưa ai nhận',
  'task.missing': 'tổ quá hạn nộp báo cáo',
  'task.returned': 'báo cáo đã trả lại, chờ tổ nộp lại',
  'task.awaited': 'tổ chưa nộp, chưa đến hạn',
  landed: 'Vừa nhận',
  landedNone: common.reportsNone,
  lost: 'Mất kết nối: số liệu lúc {time}. Trang tự cập nhật khi có kết nối.'
} as const;
