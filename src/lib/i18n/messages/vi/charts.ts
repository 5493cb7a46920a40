import { common } from './common.ts';

/** What every chart says about itself. */
export const charts = {
  asTable: 'Xem dạng bảng',
  asChart: 'Xem dạng biểu đồ',
  coverage: common.coverageIs,
  asOf: 'tính đến {day}',
  age: 'số liệu cũ nhất: {n} tháng trước',
  approved: 'chỉ tính số liệu đã duyệt',
  tableOf: 'Bảng số liệu: {title}',
  loading: 'Đang tải số liệu…',
  retry: common.retry,
  howToWalk: 'Dùng phím mũi tên để đọc từng điểm, Enter để đánh dấu, Esc để bỏ.'
} as const;
