import type { ScreenRecord } from '../store/screen-table.ts';
import { STRANGER, type Visit } from './visit.ts';

/** Who a screen link is: somebody who sees one scope until it expires or is revoked. */
export function screenVisit(screen: ScreenRecord | null, now: number): Visit {
  if (!screen || screen.revokedAt !== null || screen.expiresAt <= now) return STRANGER;
  return {
    principal: {
      kind: 'screen',
      actor: `screen:${screen.name}`,
      name: screen.title,
      depth: screen.scope.depth,
      grants: [
        {
          role: 'screen',
          unit: screen.scope.root,
          groups: null,
          validFrom: '0001-01-01',
          validTo: null,
          decision: ''
        }
      ]
    },
    holder: `screen:${screen.hash}`,
    account: null,
    session: null,
    mustChange: false,
    until: screen.expiresAt
  };
}
