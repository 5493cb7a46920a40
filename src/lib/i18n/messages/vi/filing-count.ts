/** The one count of filing, in the words of every page. */
export const filingCount = {
  ofPeriod: 'Báo cáo kỳ {period}:',
  filed: 'đã nộp {filed}/{expected} tổ',
  filedAll: 'cả {expected} tổ đã nộp',
  nobody: 'không tổ nào phải nộp',
  returned: 'bị trả lại {n}',
  owed: 'còn phải nộp {n}',
  explain:
    'Đã nộp: tổ có bản báo cáo đang được tính. Bị trả lại: tổ phải nộp lại, nằm trong số còn phải nộp. Còn phải nộp = phải nộp trừ đã nộp.'
} as const;
