import type { Role } from '../../src/lib/domain/access.ts';
import { DEMO, signIn } from '../support/sign-in.ts';

/** Somebody who asks: what their requests carry, and which part of the demo is theirs. */
export interface Asker {
  readonly name: string;
  /** Null: nobody, who has no role. */
  readonly role: Role | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Keys of the units that are theirs; null: everything is. */
  readonly own: readonly string[] | null;
}

const HAI_CHAU = ['20242@2025-07-01'];
const DA_NANG = ['48@2025-07-01'];

/** One of every role that the demo has an account for, and nobody. */
export async function askers(url: string): Promise<Asker[]> {
  const person = async (
    who: readonly [string, string],
    role: Role,
    own: readonly string[] | null
  ): Promise<Asker> => ({
    name: who[0],
    role,
    headers: { cookie: await signIn(url, who), origin: url, 'sec-fetch-site': 'same-origin' },
    own
  });
  return [
    { name: 'nobody', role: null, headers: {}, own: [] },
    await person(DEMO.viewer, 'viewer', DA_NANG),
    await person(DEMO.groupHaiChau1, 'group-head', HAI_CHAU),
    await person(DEMO.deputyBaNa1, 'group-deputy', ['20308@2025-07-01']),
    await person(DEMO.police, 'sector', HAI_CHAU),
    await person(DEMO.clerkHaiChau, 'clerk', HAI_CHAU),
    await person(DEMO.headHaiChau, 'head', HAI_CHAU),
    await person(DEMO.programme, 'programme', DA_NANG),
    await person(DEMO.administrator, 'administrator', null)
  ];
}
