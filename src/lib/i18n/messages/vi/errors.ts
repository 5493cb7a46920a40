/** What a page says that could not be shown. */
export const errors = {
  unknownUnit: 'Không có đơn vị này',
  unknownUnitExplain: 'Mã đơn vị “{key}” không có trong danh mục, hoặc đã được sắp xếp lại.',
  title404: 'Không tìm thấy trang',
  title403: 'Không có quyền xem',
  title500: 'Máy chủ gặp lỗi',
  title503: 'Máy chủ chưa sẵn sàng',
  explain404: 'Địa chỉ này không có, hoặc đơn vị đã được sắp xếp lại.',
  explain403: 'Vai trò này chỉ xem được đơn vị của mình và cấp dưới.',
  explain500: 'Số liệu đã nhận vẫn còn nguyên. Hãy thử lại sau ít phút.',
  explain503: 'Máy chủ đang khởi động. Hãy thử lại sau vài giây.',
  back: 'Về bản đồ',
  request: 'Mã yêu cầu: {id}'
} as const;
