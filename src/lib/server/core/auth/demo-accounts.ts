import type { Grant, Role } from '../../../domain/access.ts';
import type { Tree } from '../../../domain/tree.ts';
import type { UnitKey } from '../../../domain/unit.ts';
import type { Store } from '../store/store.ts';
import { COUNTRY } from './api-keys.ts';
import type { People } from './people.ts';

/** An account that a demo offers to whoever opens it. */
export interface DemoAccount {
  readonly login: string;
  /** Its password, or the PIN of a card: known to everybody, which is why there are none outside a demo. */
  readonly password: string;
  readonly name: string;
  readonly role: Role;
  /** Where, as people say it. */
  readonly place: { readonly vi: string; readonly en: string };
}

interface Part extends DemoAccount {
  readonly unit: UnitKey;
  readonly group?: string;
  readonly decision?: string;
}

const PASSWORD = 'minh-hoa-2025';
const REFORM = '2025-07-01';
const DA_NANG: UnitKey = `48@${REFORM}`;
const HAI_CHAU: UnitKey = `20242@${REFORM}`;
const BA_NA: UnitKey = `20308@${REFORM}`;

const place = (vi: string, en = vi) => ({ vi, en });
const daNang = place('thành phố Đà Nẵng', 'Đà Nẵng City');
const haiChau = place('phường Hải Châu, Đà Nẵng', 'Hải Châu Ward, Đà Nẵng');
const baNa = place('xã Bà Nà, Đà Nẵng', 'Bà Nà Commune, Đà Nẵng');

/** People of the demo: made up, each at work in a real place of its tree. */
const PARTS: readonly Part[] = [
  person('quantri', 'Nguyễn Minh Quân', 'administrator', COUNTRY, place('cả nước', 'the whole country')),
  person('so-dn', 'Lê Thị Hồng Vân', 'programme', DA_NANG, daNang),
  {
    ...person('lanhdao-dn', 'Phan Văn Thuận', 'head', DA_NANG, daNang),
    decision: 'Ủy quyền 12/UQ-UBND (minh họa)'
  },
  person('lanhdao-haichau', 'Trần Quốc Huy', 'head', HAI_CHAU, haiChau),
  person('chuyenvien-haichau', 'Đặng Thu Hà', 'clerk', HAI_CHAU, haiChau),
  person('lanhdao-bana', 'Huỳnh Văn Sơn', 'head', BA_NA, baNa),
  person('chuyenvien-bana', 'Ngô Thị Lan', 'clerk', BA_NA, baNa),
  card('20242.01', '11223344', 'Võ Thị Mai', 'group-head', 'Tổ CNSCĐ tổ dân phố 1, phường Hải Châu'),
  card('20242.02', '22334455', 'Phạm Văn Dũng', 'group-head', 'Tổ CNSCĐ tổ dân phố 2, phường Hải Châu'),
  card('20308.01', '33445566', 'Bùi Văn Tâm', 'group-head', 'Tổ CNSCĐ thôn 1, xã Bà Nà'),
  card('20308.02', '44556677', 'Trương Thị Hoa', 'group-head', 'Tổ CNSCĐ thôn 2, xã Bà Nà'),
  {
    ...card('20308.01', '55667788', 'Lê Đức Anh', 'group-deputy', 'Tổ CNSCĐ thôn 1, xã Bà Nà'),
    login: 'cns-20308.01.2'
  },
  {
    ...person('congan-haichau', 'Hoàng Minh Đức', 'sector', HAI_CHAU, haiChau),
    group: 'ca-20242'
  },
  person('xem', 'Khách xem', 'viewer', DA_NANG, daNang)
];

/** Makes the demo's accounts where they are missing; what somebody changed on them stays. */
export async function admitDemoPeople(store: Store, people: People, tree: Tree): Promise<void> {
  for (const part of offered(tree)) {
    if (await store.accounts.byLogin(part.login)) continue;
    const isCard = part.role === 'group-head' || part.role === 'group-deputy';
    await people.add(
      {
        login: part.login,
        name: part.name,
        password: part.password,
        oneTime: false,
        cardGroup: isCard ? (part.group ?? null) : null,
        grants: [grantOf(part)]
      },
      'demo'
    );
  }
}

/** What the sign-in page of a demo offers. */
export function demoAccounts(tree: Tree): DemoAccount[] {
  return offered(tree).map(({ login, password, name, role, place: where }) => {
    return { login, password, name, role, place: where };
  });
}

function offered(tree: Tree): Part[] {
  return PARTS.filter(
    ({ unit, group }) =>
      tree.unit(unit) !== undefined && (group === undefined || tree.group(group) !== undefined)
  );
}

function grantOf({ role, unit, group, decision }: Part): Grant {
  return {
    role,
    unit,
    groups: group === undefined ? null : [group],
    validFrom: REFORM,
    validTo: null,
    decision: decision ?? ''
  };
}

function person(login: string, name: string, role: Role, unit: UnitKey, where: Part['place']): Part {
  return { login, password: PASSWORD, name, role, unit, place: where };
}

function card(village: string, pin: string, name: string, role: Role, where: string): Part {
  const group = `cns-${village}`;
  return {
    login: group,
    password: pin,
    name,
    role,
    unit: `${village}@${REFORM}`,
    group,
    place: place(where)
  };
}
