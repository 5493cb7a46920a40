/** Properties of looks that a drawing takes from the page's styles. */
const LOOKS = [
  ...[
    'fill',
    'fill-opacity',
    'stroke',
    'stroke-width',
    'stroke-opacity',
    'stroke-dasharray',
    'stroke-linecap'
  ],
  ...[
    'stroke-linejoin',
    'opacity',
    'font-family',
    'font-size',
    'font-weight',
    'font-style',
    'letter-spacing'
  ],
  ...['text-anchor', 'dominant-baseline', 'paint-order', 'display', 'visibility']
] as const;

/**
 * A chart on the page as an SVG file that stands by itself: looks written into its elements, title above, source and
 * marks below.
 */
export function chartSvg(
  chart: SVGSVGElement,
  words: { readonly title: string; readonly facts: string; readonly foot: string },
  look: { readonly ground: string; readonly text: string; readonly quiet: string; readonly font: string }
): string {
  const box = chart.getBoundingClientRect();
  const [width, height] = [Math.max(480, Math.ceil(box.width)), Math.ceil(box.height)];
  const drawn = withLooks(chart);
  drawn.setAttribute('x', '24');
  drawn.setAttribute('y', '84');
  drawn.setAttribute('width', String(Math.ceil(box.width)));
  drawn.setAttribute('height', String(height));
  const whole = element('svg', {
    width: width + 48,
    height: height + 136,
    viewBox: `0 0 ${width + 48} ${height + 136}`
  });
  whole.setAttribute('font-family', look.font);
  const text = (value: string, y: number, size: number, weight: number, fill: string) => {
    const node = element('text', { x: 24, y, 'font-size': size, 'font-weight': weight, fill });
    node.textContent = value;
    return node;
  };
  whole.append(
    element('rect', { width: '100%', height: '100%', fill: look.ground }),
    text(words.title, 38, 20, 600, look.text),
    text(words.facts, 64, 13, 400, look.quiet),
    drawn,
    text(words.foot, height + 116, 12, 400, look.quiet)
  );
  return new XMLSerializer().serializeToString(whole);
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}

/** A copy in which every element says for itself how it looks. */
function withLooks(chart: SVGSVGElement): SVGSVGElement {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const copies = [copy, ...copy.querySelectorAll('*')];
  [chart, ...chart.querySelectorAll('*')].forEach((from, i) => {
    const to = copies[i];
    if (!to) return;
    const style = getComputedStyle(from);
    for (const name of LOOKS) {
      const value = style.getPropertyValue(name);
      if (value !== '') to.setAttribute(name, value);
    }
    for (const name of ['class', 'style', 'tabindex']) to.removeAttribute(name);
  });
  return copy;
}
