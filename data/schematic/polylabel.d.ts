/** What we use of the package, which has no types of its own: the inner point furthest from all edges. */
declare module 'polylabel' {
  export default function polylabel(
    polygon: readonly (readonly (readonly number[])[])[],
    precision?: number
  ): number[];
}
