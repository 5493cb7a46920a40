/** What stands above the codes of a targets workbook: by it the head is found again. */
export const MARK = 'Mã (không sửa)';
