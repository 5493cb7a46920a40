/** The desk's views and what is common to them. */
export const desk = {
  views: 'Cách xem',
  map: 'Bản đồ',
  multiples: 'Nhiều bản đồ',
  ranking: 'Xếp hạng',
  distribution: 'Phân bố',
  trend: 'Diễn biến',
  heat: 'Biểu đồ nhiệt',
  scatter: 'Tương quan',
  funnel: 'Biểu đồ phễu',
  contribution: 'Phần còn thiếu',
  compare: 'So sánh',
  more: 'Thêm',
  loadingView: 'Đang mở cách xem…',
  failedView: 'Chưa mở được cách xem này: mất kết nối. Số liệu đang hiện vẫn giữ nguyên.',
  retry: 'Thử lại'
} as const;
