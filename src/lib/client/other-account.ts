import { mount, unmount } from 'svelte';
import { parseLanguage } from '$lib/i18n/language.ts';
import OtherAccount from './OtherAccount.svelte';

let shown = false;

/** Shows over the page that another account is signed in in this browser; once at a time. What was typed stays. */
export function showOtherAccount(): void {
  if (shown) return;
  shown = true;
  const language = parseLanguage(document.documentElement.lang) ?? 'vi';
  const onclose = () => {
    shown = false;
    void unmount(dialog);
  };
  const dialog = mount(OtherAccount, { target: document.body, props: { language, onclose } });
}
