import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { FilingMine, FilingSheet } from '../../src/lib/api/filing.ts';
import { signIn, signInContext } from './sign-in.ts';

/** Somebody's phone: a browser of its own, 360 pixels wide, signed in. */
export interface Phone {
  readonly context: BrowserContext;
  readonly url: string;
  /** Opens the filing page on a screen of its own. */
  open(hash?: string): Promise<Page>;
}

/** A phone of somebody who has just signed in. */
export async function phoneOf(
  browser: Browser,
  url: string,
  who: readonly [string, string],
  size: { width: number; height: number } = { width: 360, height: 800 }
): Promise<Phone> {
  const context = await browser.newContext({ viewport: size, locale: 'vi-VN' });
  await signInContext(context, url, who);
  return {
    context,
    url,
    async open(hash = '#/') {
      const page = await context.newPage();
      await page.goto(`${url}/report${hash}`);
      return page;
    }
  };
}

/** What the server gives somebody to file with, asked apart from any phone. */
export class Office {
  readonly #url: string;
  readonly #cookie: string;

  private constructor(url: string, cookie: string) {
    this.#url = url;
    this.#cookie = cookie;
  }

  static async of(url: string, who: readonly [string, string]): Promise<Office> {
    return new Office(url, await signIn(url, who));
  }

  mine(): Promise<FilingMine> {
    return this.#ask('/api/v1/filing/mine');
  }

  sheet(group: string, period: string): Promise<FilingSheet> {
    return this.#ask(`/api/v1/filing/${group}/${period}`);
  }

  /** Numbers of the versions, as people are told them that the server holds, newest first. */
  async versions(group: string, period: string): Promise<string[]> {
    return (await this.sheet(group, period)).versions.map(({ id }) => id.replace(/-.*$/, ''));
  }

  async #ask<T>(path: string): Promise<T> {
    const answer = await fetch(this.#url + path, { headers: { cookie: this.#cookie } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return (await answer.json()) as T;
  }
}

/** Waits until the page itself says that it works without a network. */
export async function keptForOffline(page: Page): Promise<void> {
  await page.locator('[data-offline="ready"]').waitFor();
}

/** Waits until the vault holds what is needed to file for a group and period. */
export async function heldOffline(page: Page, group: string, period: string): Promise<void> {
  const path = `/api/v1/filing/${encodeURIComponent(group)}/${period}`;
  while (!(await page.evaluate(isHeld, path))) await page.waitForTimeout(100);
}

/** In the page: whether the vault holds an answer. */
async function isHeld(path: string): Promise<boolean> {
  const db = await new Promise<IDBDatabase>((done, failed) => {
    const opening = indexedDB.open('mangluoi-report');
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(new Error(opening.error?.message));
  });
  const keys = await new Promise<IDBValidKey[]>((done) => {
    const asked = db.transaction('answers').objectStore('answers').getAllKeys();
    asked.onsuccess = () => done(asked.result);
  });
  db.close();
  return keys.some((key) => Array.isArray(key) && key[1] === path);
}

/** Types a figure into the field of an indicator, by its short name. */
export async function typeFigure(page: Page, short: string, figure: string): Promise<void> {
  await page
    .locator('fieldset', { has: page.locator('legend', { hasText: new RegExp(`^${short}$`) }) })
    .locator('input[inputmode="numeric"]')
    .first()
    .fill(figure);
}

/** Goes to the last step and presses send; answers when the page shows what is due again. */
export async function pressSend(page: Page, hash: string, reason?: string): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/report${hash}review`);
  if (reason !== undefined) await page.getByLabel('Lý do điều chỉnh').fill(reason);
  await page.getByRole('button', { name: /^Gửi (?:báo cáo|bản điều chỉnh)$/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Báo cáo phải nộp' }).waitFor();
}
