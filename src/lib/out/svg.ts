import { DOT_RADIUS, DOTS, HATCH_PATH, HATCH_WIDTH, PATTERN_SIZE, VEIL } from '../map/patterns.ts';
import { FONT, MAP_FONT, type Drawing, type Fill, type Mark } from './drawing.ts';

/** A picture as an SVG file that stands by itself: no styles, no scripts, nothing from elsewhere. */
export function svgOf({ width, height, title, marks }: Drawing): string {
  const defs = new Map<string, string>();
  let frames = 0;
  const body = (all: readonly Mark[]): string => all.map(one).join('');
  const fillOf = (fill: Fill | undefined): string => {
    if (fill === undefined) return 'none';
    if (typeof fill === 'string') return fill;
    const id = `${fill.pattern}-${fill.ground.slice(1)}-${fill.ink.slice(1)}`;
    defs.set(id, patternOf(id, fill));
    return `url(#${id})`;
  };
  function one(mark: Mark): string {
    switch (mark.kind) {
      case 'rect':
        return tag('rect', {
          ...{ x: mark.x, y: mark.y, width: mark.width, height: mark.height, fill: fillOf(mark.fill) },
          ...{ rx: mark.radius, stroke: mark.stroke, opacity: mark.opacity }
        });
      case 'circle':
        return tag('circle', {
          ...{ cx: mark.x, cy: mark.y, r: mark.radius, fill: mark.fill, stroke: mark.stroke },
          ...{ 'stroke-width': mark.width, 'fill-opacity': mark.opacity }
        });
      case 'path':
        return tag('path', {
          ...{
            d: mark.path,
            transform: `scale(${mark.step})`,
            fill: fillOf(mark.fill),
            'fill-rule': 'evenodd'
          },
          ...{
            stroke: mark.stroke,
            opacity: mark.opacity,
            'stroke-linejoin': 'round',
            'stroke-linecap': 'round'
          },
          'stroke-width': mark.width === undefined ? undefined : round(mark.width / mark.step)
        });
      case 'text':
        return tag(
          'text',
          {
            ...{ x: mark.x, y: mark.y, fill: mark.fill, 'font-size': mark.size, 'font-weight': mark.weight },
            'text-anchor': mark.anchor,
            'font-family': mark.onMap === true ? MAP_FONT : undefined,
            'font-style': mark.italic === true ? 'italic' : undefined,
            ...(mark.halo === undefined
              ? {}
              : { stroke: mark.halo, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke' })
          },
          escaped(mark.text)
        );
      case 'frame': {
        const id = `frame-${frames++}`;
        const size = { width: mark.width, height: mark.height };
        defs.set(id, tag('clipPath', { id }, tag('rect', size)));
        const border =
          mark.border === undefined ? '' : tag('rect', { ...size, fill: 'none', stroke: mark.border });
        const inside = tag('g', { 'clip-path': `url(#${id})` }, body(mark.marks));
        return tag('g', { transform: `translate(${round(mark.x)} ${round(mark.y)})` }, inside + border);
      }
    }
  }
  const drawn = body(marks);
  const head = { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` };
  return tag(
    'svg',
    { ...head, role: 'img', 'font-family': FONT },
    `<title>${escaped(title)}</title>${tag('defs', {}, [...defs.values()].join(''))}${drawn}`
  );
}

function patternOf(id: string, fill: Exclude<Fill, string>): string {
  const square = { width: PATTERN_SIZE, height: PATTERN_SIZE };
  const inside =
    fill.pattern === 'hatch'
      ? tag('rect', { ...square, fill: fill.ground }) +
        tag('path', { d: HATCH_PATH, stroke: fill.ink, 'stroke-width': HATCH_WIDTH })
      : tag('rect', { ...square, fill: fill.ground }) +
        tag('rect', { ...square, fill: fill.ink, opacity: round(1 - VEIL) }) +
        DOTS.map(([cx, cy]) => tag('circle', { cx, cy, r: DOT_RADIUS, fill: fill.ink })).join('');
  return tag('pattern', { id, ...square, patternUnits: 'userSpaceOnUse' }, inside);
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

function tag(name: string, attributes: Attributes, inside = ''): string {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) =>
      value === undefined
        ? []
        : [` ${key}="${escaped(typeof value === 'number' ? String(round(value)) : value)}"`]
    )
    .join('');
  return inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

const round = (value: number) => Math.round(value * 1000) / 1000;

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
