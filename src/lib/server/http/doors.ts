import { mayAnywhere, type Principal } from '../../domain/access.ts';
import type { Day } from '../../domain/period.ts';
import { DECLARED } from '../../api/api.ts';
import type { Door } from '../../api/declare.ts';
import { doorsOf } from './declared.ts';
import type { Doors } from './door.ts';
import { alertsDoors } from './doors/alerts.ts';
import { boardDoors } from './doors/board.ts';
import { chainDoors } from './doors/chain.ts';
import { deskDoors } from './doors/desk.ts';
import { filingDoors } from './doors/filing.ts';
import { identityDoors } from './doors/identity.ts';
import { mattersDoors } from './doors/matters.ts';
import { operationsDoors } from './doors/operations.ts';
import { registerDoors } from './doors/register.ts';
import { reviewDoors } from './doors/review.ts';
import { targetsDoors } from './doors/targets.ts';
import { wallDoors } from './doors/wall.ts';
import { workbooksDoors } from './doors/workbooks.ts';

/** Every route's door. */
export const DOORS: Doors = {
  ...boardDoors,
  ...identityDoors,
  ...chainDoors,
  ...filingDoors,
  ...workbooksDoors,
  ...reviewDoors,
  ...targetsDoors,
  ...mattersDoors,
  ...registerDoors,
  ...wallDoors,
  ...operationsDoors,
  ...alertsDoors,
  ...deskDoors,
  ...doorsOf(DECLARED)
};

/** The door of a route for a method; null where it has none, and then nobody comes in. HEAD is a GET. */
export function doorOf(route: string, method: string): Door | null {
  const asked = method === 'HEAD' ? 'GET' : method;
  return Object.entries(DOORS[route] ?? {}).find(([name]) => name === asked)?.[1] ?? null;
}

/** Whether somebody may come through a door on a day. */
export function mayEnter(door: Door, principal: Principal, day: Day): boolean {
  if (door === 'open') return true;
  if (door === 'signedIn') return principal.kind !== 'public';
  return mayAnywhere(principal, door.may, day);
}
