/** The first visit of the desk. */
export const tour = {
  label: 'Giới thiệu nhanh',
  step: 'Bước {n}/{all}',
  next: 'Tiếp',
  done: 'Bắt đầu dùng',
  skip: 'Bỏ qua',
  open: 'Giới thiệu nhanh trang này',
  headline:
    'Dòng chữ lớn nói ngay phần còn thiếu nằm ở đâu; dưới nó là bao nhiêu đơn vị đạt, chưa đạt, chưa có số liệu. Đổi nơi, chỉ tiêu và kỳ ở thanh chọn.',
  map: 'Màu chỉ mức hoàn thành chỉ tiêu. Bấm một đơn vị để vào sâu hơn; các mục Xếp hạng, Phân bố, Diễn biến… là cách xem khác của cùng số liệu.',
  figure:
    'Bấm vào con số để xem nó từ đâu: công thức, từng báo cáo, ai nộp, ai duyệt. Bấm tên đơn vị để mở hồ sơ.',
  search: 'Tìm mọi đơn vị, tổ, chỉ tiêu: Ctrl K hoặc phím /, không cần gõ dấu. Xem thêm ở trang Hướng dẫn.',
  guide: 'Mở hướng dẫn'
} as const;
