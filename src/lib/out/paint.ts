import { DOT_RADIUS, DOTS, HATCH_PATH, HATCH_WIDTH, PATTERN_SIZE, VEIL } from '../map/patterns.ts';
import { FONT, MAP_FONT, type Drawing, type Fill, type Mark, type MeasureText } from './drawing.ts';

/** A browser without a canvas. */
class NoCanvas extends Error {
  constructor() {
    super('this browser draws no canvas');
    this.name = 'NoCanvas';
  }
}

/** A picture as a PNG at a density of so many dots a pixel: letters are drawn at that density too. */
export async function pngOf(drawing: Drawing, density = 2): Promise<Blob> {
  const { context, canvas } = sheet(drawing.width * density, drawing.height * density);
  await loadType();
  context.scale(density, density);
  paint(context, drawing.marks, density);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new NoCanvas())), 'image/png')
  );
}

/** Loads the type of the page and of the map's names, so that pictures have it. */
export async function loadType(): Promise<void> {
  const sample = 'aĐồngẫ';
  const faces = [400, 500, 600, 700].map((weight) => `${weight} 16px 'Be Vietnam Pro'`);
  const names = [500, 600].map((weight) => `${weight} 12px Inter`);
  await Promise.all([...faces, ...names].map((face) => document.fonts.load(face, sample).catch(() => [])));
}

/** Measures texts in the page's type. */
export function textMeasurer(): MeasureText {
  const { context } = sheet(1, 1);
  return (text, size, weight) => {
    context.font = `${weight} ${size}px ${FONT}`;
    return context.measureText(text).width;
  };
}

type Context = CanvasRenderingContext2D;

function sheet(width: number, height: number): { canvas: HTMLCanvasElement; context: Context } {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width);
  canvas.height = Math.round(height);
  const context = canvas.getContext('2d');
  if (!context) throw new NoCanvas();
  return { canvas, context };
}

function paint(context: Context, marks: readonly Mark[], density: number): void {
  for (const mark of marks) {
    context.save();
    paintOne(context, mark, density);
    context.restore();
  }
}

function paintOne(context: Context, mark: Mark, density: number): void {
  switch (mark.kind) {
    case 'frame':
      context.translate(mark.x, mark.y);
      context.save();
      context.beginPath();
      context.rect(0, 0, mark.width, mark.height);
      context.clip();
      paint(context, mark.marks, density);
      context.restore();
      if (mark.border !== undefined) {
        context.strokeStyle = mark.border;
        context.strokeRect(0, 0, mark.width, mark.height);
      }
      return;
    case 'text':
      return paintText(context, mark);
    case 'circle':
      context.beginPath();
      context.arc(mark.x, mark.y, mark.radius, 0, 2 * Math.PI);
      context.globalAlpha = mark.opacity ?? 1;
      context.fillStyle = mark.fill;
      context.fill();
      context.globalAlpha = 1;
      return stroked(context, mark);
    case 'rect':
      context.globalAlpha = mark.opacity ?? 1;
      context.fillStyle = styleOf(context, mark.fill, density);
      context.beginPath();
      context.roundRect(mark.x, mark.y, mark.width, mark.height, mark.radius ?? 0);
      context.fill();
      return stroked(context, { stroke: mark.stroke });
    case 'path': {
      const path = new Path2D();
      path.addPath(new Path2D(mark.path), new DOMMatrix([mark.step, 0, 0, mark.step, 0, 0]));
      context.globalAlpha = mark.opacity ?? 1;
      if (mark.fill !== undefined) {
        context.fillStyle = styleOf(context, mark.fill, density);
        context.fill(path, 'evenodd');
      }
      if (mark.stroke === undefined) return;
      context.strokeStyle = mark.stroke;
      context.lineWidth = mark.width ?? 1;
      context.lineJoin = context.lineCap = 'round';
      context.stroke(path);
    }
  }
}

function stroked(
  context: Context,
  { stroke, width }: { readonly stroke?: string | undefined; readonly width?: number }
): void {
  if (stroke === undefined) return;
  context.strokeStyle = stroke;
  context.lineWidth = width ?? 1;
  context.stroke();
}

function paintText(context: Context, mark: Extract<Mark, { kind: 'text' }>): void {
  const family = mark.onMap === true ? MAP_FONT : FONT;
  context.font = `${mark.italic === true ? 'italic ' : ''}${mark.weight ?? 400} ${mark.size}px ${family}`;
  context.textAlign = mark.anchor === 'middle' ? 'center' : (mark.anchor ?? 'start');
  if (mark.halo !== undefined) {
    context.strokeStyle = mark.halo;
    context.lineWidth = 3;
    context.lineJoin = 'round';
    context.strokeText(mark.text, mark.x, mark.y);
  }
  context.fillStyle = mark.fill;
  context.fillText(mark.text, mark.x, mark.y);
}

/** A pattern is drawn at the picture's density, so that its strokes are as sharp as all else. */
function styleOf(context: Context, fill: Fill, density: number): string | CanvasPattern {
  if (typeof fill === 'string') return fill;
  const tile = sheet(PATTERN_SIZE * density, PATTERN_SIZE * density);
  tile.context.scale(density, density);
  tile.context.fillStyle = fill.ground;
  tile.context.fillRect(0, 0, PATTERN_SIZE, PATTERN_SIZE);
  if (fill.pattern === 'hatch') {
    tile.context.strokeStyle = fill.ink;
    tile.context.lineWidth = HATCH_WIDTH;
    tile.context.stroke(new Path2D(HATCH_PATH));
  } else {
    tile.context.fillStyle = fill.ink;
    tile.context.globalAlpha = 1 - VEIL;
    tile.context.fillRect(0, 0, PATTERN_SIZE, PATTERN_SIZE);
    tile.context.globalAlpha = 1;
    for (const [x, y] of DOTS) {
      tile.context.beginPath();
      tile.context.arc(x, y, DOT_RADIUS, 0, 2 * Math.PI);
      tile.context.fill();
    }
  }
  const pattern = context.createPattern(tile.canvas, 'repeat');
  if (!pattern) return fill.ground;
  pattern.setTransform(new DOMMatrix().scale(1 / density));
  return pattern;
}
