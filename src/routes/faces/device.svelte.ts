/** What the device is and asks for: a narrow screen, a dark picture, less motion. */
export class Device {
  theme = $state<'light' | 'dark'>('light');
  reducedMotion = $state(false);
  /** Where the page is one column, as in its styles. */
  isNarrow = $state(false);
  /** Where the legend stands below the map. */
  isPhone = $state(false);

  /** Follows the device's settings; ends it when called again. */
  follow(): () => void {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const still = matchMedia('(prefers-reduced-motion: reduce)');
    const narrow = matchMedia('(max-width: 1023px)');
    const phone = matchMedia('(max-width: 640px)');
    const read = () => {
      this.theme = dark.matches ? 'dark' : 'light';
      this.reducedMotion = still.matches;
      this.isNarrow = narrow.matches;
      this.isPhone = phone.matches;
    };
    read();
    const asked = [dark, still, narrow, phone];
    for (const query of asked) query.addEventListener('change', read);
    return () => {
      for (const query of asked) query.removeEventListener('change', read);
    };
  }
}
