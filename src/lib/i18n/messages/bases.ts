import type { Texts } from '../texts.ts';

const vi = {
  population: 'Dân số',
  over15: 'Người từ 15 tuổi',
  age15to65: 'Người 15–65 tuổi',
  adults: 'Người trưởng thành',
  households: 'Hộ gia đình',
  businesses: 'Hộ kinh doanh cá thể',
  ocop: 'Sản phẩm OCOP',
  members: 'Thành viên tổ',
  staff: 'Nhà giáo, nhân viên',
  groups: 'Tổ',
  units: 'Thôn, tổ dân phố',
  reports: 'Báo cáo phải nộp',
  dossiers: 'Hồ sơ tiếp nhận',
  services: 'Dịch vụ công trực tuyến',
  procedures: 'Thủ tục hành chính',
  'eligible-procedures': 'Thủ tục đủ điều kiện toàn trình',
  quota: 'Mức được giao'
} as const;

/** What the registered figures of units and groups are called, by the name that the register gives them. */
export const baseTexts: Texts<typeof vi> = {
  vi,
  en: {
    population: 'Population',
    over15: 'People aged 15 and over',
    age15to65: 'People aged 15–65',
    adults: 'Adults',
    households: 'Households',
    businesses: 'Household businesses',
    ocop: 'OCOP products',
    members: 'Group members',
    staff: 'Education staff',
    groups: 'Groups',
    units: 'Villages and residential groups',
    reports: 'Reports due',
    dossiers: 'Dossiers received',
    services: 'Online public services',
    procedures: 'Administrative procedures',
    'eligible-procedures': 'Procedures eligible to be fully online',
    quota: 'Assigned quota'
  }
};
