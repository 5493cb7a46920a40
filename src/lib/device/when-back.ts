/** Hears that the network or the page came back; no longer when called again. Outside of a browser neither goes. */
export function whenBack(heard: () => void): () => void {
  if (typeof window === 'undefined') return () => undefined;
  const aborter = new AbortController();
  const { signal } = aborter;
  const seen = () => {
    if (document.visibilityState === 'visible') heard();
  };
  window.addEventListener('online', heard, { signal });
  document.addEventListener('resume', seen, { signal });
  document.addEventListener('visibilitychange', seen, { signal });
  return () => aborter.abort();
}
