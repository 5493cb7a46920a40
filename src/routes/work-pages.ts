import type { Action } from '$lib/domain/access.ts';
import type { Me } from './faces/me.ts';

/** What people do, in the order of the bar: look, do, gather, run the programme, administer. */
const PAGE_GROUPS = ['look', 'work', 'gather', 'programme', 'administer'] as const;
export type PageGroup = (typeof PAGE_GROUPS)[number];

/** A page, as the bar and the search name it. */
export interface WorkPage {
  readonly href: string;
  /** Key of its name among the texts of the office pages. */
  readonly name: (typeof PAGES)[number]['name'];
}

const OFFICE = ['prepare', 'approve', 'giveTargets'] as const;

/** The pages and what opens them: one of the actions somewhere; one that names none is everybody's. `office`: not a group's. */
const PAGES = [
  { href: '/explore', name: 'explore', group: 'look', may: [] },
  { href: '/operations', name: 'operations', group: 'look', may: ['remind'] },
  { href: '/wall', name: 'wall', group: 'look', may: [] },
  { href: '/sql', name: 'sql', group: 'look', may: [...OFFICE, 'manageSettings'] },
  { href: '/today', name: 'today', group: 'work', may: ['prepare', 'approve'] },
  { href: '/report', name: 'report', group: 'work', may: ['file'] },
  { href: '/grid', name: 'grid', group: 'work', may: ['file'], office: true },
  { href: '/workbooks', name: 'workbooks', group: 'work', may: ['file'], office: true },
  { href: '/matters', name: 'matters', group: 'work', may: ['readTexts'] },
  { href: '/chain', name: 'chain', group: 'gather', may: ['readTexts'], office: true },
  { href: '/review', name: 'review', group: 'gather', may: ['prepare', 'approve'] },
  { href: '/targets', name: 'targets', group: 'programme', may: ['giveTargets'] },
  { href: '/practices', name: 'practices', group: 'programme', may: ['readTexts'] },
  { href: '/meeting', name: 'meeting', group: 'programme', may: ['answer', 'giveTargets', 'lock'] },
  { href: '/alerts', name: 'alerts', group: 'administer', may: ['remind'] },
  { href: '/manage', name: 'manage', group: 'administer', may: ['manageAccounts', 'readAudit'] }
] as const satisfies readonly {
  href: string;
  name: string;
  group: PageGroup;
  may: readonly Action[];
  office?: true;
}[];

/** The pages for whoever looks, group by group; those who may nothing of a page do not see it. */
export function pageGroupsFor({ may, isGroup }: Me): { group: PageGroup; pages: WorkPage[] }[] {
  const opens = (needs: readonly Action[]) => needs.length === 0 || needs.some((one) => may.includes(one));
  return PAGE_GROUPS.map((group) => ({
    group,
    pages: PAGES.filter((page) => page.group === group && opens(page.may) && !(isGroup && 'office' in page))
  })).filter(({ pages }) => pages.length > 0);
}

/** The same in one list. */
export function pagesFor(me: Me): WorkPage[] {
  return pageGroupsFor(me).flatMap(({ pages }) => pages);
}

/** Whether an address is a page or one below it. */
export function isHere(href: string, path: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}
