import type { Page } from 'playwright-core';

/** Opens a view of the desk by its tab, or from the menu of those that found no room. */
export async function openView(page: Page, view: string): Promise<void> {
  await page.locator('[data-field="views"][data-measured="true"]').waitFor();
  const tab = page.locator(`nav a[data-view="${view}"]`);
  if (!(await tab.isVisible())) {
    if ((await tab.getAttribute('aria-current')) !== null) return;
    await page.locator('[data-field="more-views"] button').click();
    await page.locator(`[data-field="views-left"] a[data-view="${view}"]`).click();
  } else await tab.click();
}
