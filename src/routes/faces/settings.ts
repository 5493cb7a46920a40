import { invalidate } from '$app/navigation';

const A_YEAR = 31_536_000;

/** Keeps a setting in a cookie, where the server finds it before it writes the next page, and has the page follow. */
export async function keepSetting(name: 'language' | 'theme', value: string | null): Promise<void> {
  document.cookie = `${name}=${value ?? ''}; path=/; max-age=${value === null ? 0 : A_YEAR}; samesite=lax`;
  await invalidate('app:settings');
}
