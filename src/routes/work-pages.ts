import type { Action } from '$lib/domain/access.ts';

/** A face of the board: a page that shows the same numbers to other people. */
export interface Face {
  readonly href: string;
  readonly name: 'explore' | 'operations' | 'wall';
}

/** The faces; whoever may none of the actions of one somewhere does not see it, and one that names none is everybody's. */
const FACES: readonly (Face & { readonly may: readonly Action[] })[] = [
  { href: '/explore', name: 'explore', may: [] },
  { href: '/operations', name: 'operations', may: ['remind'] },
  { href: '/wall', name: 'wall', may: [] }
];

/** The faces that somebody is offered. */
export function facesFor(me: { readonly may: readonly Action[] }): readonly Face[] {
  return FACES.filter(({ may }) => may.length === 0 || may.some((action) => me.may.includes(action)));
}

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
  { href: '/sql', name: 'sql', may: ['read'] },
  { href: '/meeting', name: 'meeting', may: ['answer', 'giveTargets', 'lock'] },
  { href: '/alerts', name: 'alerts', may: ['remind'] },
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
