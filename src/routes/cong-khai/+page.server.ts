import { error, redirect } from '@sveltejs/kit';
import { parseLanguage } from '$lib/i18n/language.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { readPublicPage } from '$lib/server/features/public-page/setting.ts';
import { unsent } from '$lib/server/features/public-page/unsent.ts';
import type { PageServerLoad } from './$types';
import { publicShown } from './shown.server.ts';

/** No script: a page for every phone, whole as the server writes it. */
export const csr = false;

const A_YEAR = 31_536_000;

/** What the programme office chose to show everybody; 404 while it shows nothing. */
export const load: PageServerLoad = async ({ url, cookies, locals }) => {
  const runtime = currentRuntime();
  const language = parseLanguage(url.searchParams.get('lang'));
  if (language) {
    cookies.set('language', language, {
      path: '/',
      maxAge: A_YEAR,
      sameSite: 'lax',
      httpOnly: false,
      secure: url.protocol === 'https:'
    });
    const code = url.searchParams.get('chi-tieu');
    redirect(303, code === null ? '/cong-khai' : `/cong-khai?chi-tieu=${encodeURIComponent(code)}`);
  }
  const page = await readPublicPage(runtime);
  await runtime.publisher.withheld.ready();
  const shown = page?.open
    ? await publicShown(runtime, page, url.searchParams.get('chi-tieu'), locals.language)
    : null;
  if (!shown) error(404);
  return { shown: unsent(shown), now: runtime.clock() };
};
