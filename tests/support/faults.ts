import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What a page, or a part of it, breaks of WCAG 2.2 A and AA, as far as a program can tell: each with where it is. */
export async function faultsOf(page: Page, part?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`
  );
}
