import type { Action } from '$lib/domain/access.ts';

/** A page of the office, as the bars name it. */
export interface WorkPage {
  readonly href: string;
  readonly name: (typeof PAGES)[number]['name'];
}

/** The pages and what opens them: one of the actions somewhere. */
const PAGES = [
  { href: '/report', name: 'report', may: ['file'] },
  { href: '/chain', name: 'chain', may: ['readTexts'] },
  { href: '/review', name: 'review', may: ['prepare', 'approve'] },
  { href: '/grid', name: 'grid', may: ['file'] },
  { href: '/workbooks', name: 'workbooks', may: ['file'] },
  { href: '/targets', name: 'targets', may: ['giveTargets'] },
  { href: '/matters', name: 'matters', may: ['readTexts'] },
  { href: '/practices', name: 'practices', may: ['readTexts'] },
  { href: '/manage', name: 'manage', may: ['manageAccounts', 'readAudit'] }
] as const satisfies readonly {
  href: string;
  name: string;
  may: readonly Action[];
}[];

/** The pages for whoever may do these things; those who may nothing of a page do not see it. */
export function pagesFor(may: readonly Action[]): WorkPage[] {
  return PAGES.filter((page) => page.may.some((action) => may.includes(action))).map(({ href, name }) => ({
    href,
    name
  }));
}
