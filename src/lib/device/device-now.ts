// The only file of the browser's code that reads the device's calendar (tests/architecture.test.ts); a file of its own,
// so that the filing page loads no more of the clocks.

/**
 * The moment by the device's own calendar, milliseconds UTC. For what stays on this device alone (when a draft was
 * changed, when a parcel is due): no age, deadline or date that people read may come from it.
 */
export function deviceNow(): number {
  return Date.now();
}
