/** What the device asks for: a dark picture, less motion. */
export class Device {
  theme = $state<'light' | 'dark'>('light');
  reducedMotion = $state(false);

  /** Follows the device's settings; ends it when called again. */
  follow(): () => void {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const still = matchMedia('(prefers-reduced-motion: reduce)');
    const read = () => {
      this.theme = dark.matches ? 'dark' : 'light';
      this.reducedMotion = still.matches;
    };
    read();
    dark.addEventListener('change', read);
    still.addEventListener('change', read);
    return () => {
      dark.removeEventListener('change', read);
      still.removeEventListener('change', read);
    };
  }
}
