/** What is under way for each thing that only one may change at a time. */
const underWay = new WeakMap<object, Promise<unknown>>();

/** Does a piece of work when all that came before it for the same thing is done, so that it judges what holds. */
export function inTurn<T>(thing: object, work: () => Promise<T>): Promise<T> {
  const before = underWay.get(thing) ?? Promise.resolve();
  const done = before.then(work, work);
  underWay.set(
    thing,
    done.catch(() => undefined)
  );
  return done;
}
