import type { RequestHandler } from '@sveltejs/kit';
import { LANGUAGES } from '$lib/i18n/language.ts';
import { offlineTexts } from '$lib/i18n/messages/offline.ts';
import { speechOf } from '$lib/i18n/texts.ts';

/** What is shown without a network in the place of a page: in both languages and of nobody, since a device keeps it. */
export const GET: RequestHandler = () => {
  const parts = LANGUAGES.map((language) => {
    const { t } = speechOf(offlineTexts, language);
    return `<section lang="${language}"><h1>${t('title')}</h1><p>${t('words')}</p><p><a href="/report">${t('filing')}</a> · <a href="">${t('again')}</a></p></section>`;
  });
  const title = speechOf(offlineTexts, LANGUAGES[0]).t('title');
  const html = `<!doctype html><html lang="${LANGUAGES[0]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title}</title><style>${STYLE}</style></head><body><main data-field="offline">${parts.join('')}</main></body></html>`;
  return new Response(html, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' }
  });
};

const STYLE =
  'body{font:17px/1.5 system-ui,sans-serif;margin:0}main{max-width:36rem;margin:0 auto;padding:15vh 20px 40px}h1{font-size:1.4rem}section+section{margin-top:2.5rem;opacity:.75;font-size:.9em}a{display:inline-block;padding:12px 0}';
