import { flushSync } from 'svelte';

/** Whether the page is being printed: a canvas of WebGL is not, so that what is printed is drawn otherwise. */
export class Printing {
  is = $state(false);

  /** Follows the page; ends it when called again. */
  follow(): () => void {
    const query = matchMedia('print');
    // What is printed is what stands when this returns.
    const set = (isIt: boolean) => flushSync(() => (this.is = isIt));
    const begin = () => set(true);
    const end = () => set(false);
    const change = () => set(query.matches);
    query.addEventListener('change', change);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    this.is = query.matches;
    return () => {
      query.removeEventListener('change', change);
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }
}
