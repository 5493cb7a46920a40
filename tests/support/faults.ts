import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Rows far down a list or a table are made as those above them; looking at each would take most of a run's time. */
const FURTHER_ROWS = ['tbody > tr:nth-child(n + 12)', '[data-field="rows"] > li:nth-child(n + 16)'];

/** What a page, or a part of it, breaks of WCAG 2.2 A and AA, as far as a program can tell: each with where it is. */
export async function faultsOf(page: Page, part?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    // No page of ours has frames of another origin: one page is looked at in place, without a second one for the sum.
    .setLegacyMode(true);
  for (const row of FURTHER_ROWS) axe.exclude(row);
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`
  );
}
