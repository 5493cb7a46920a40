import type { ReminderCard } from '$lib/api/chain.ts';

/** A picture for a chat: twice as many pixels as it is laid out with, so that it is sharp on a phone. */
const WIDTH = 540;
const SCALE = 2;
const EDGE = 28;
const INNER = WIDTH - 2 * EDGE;
const COLOURS = {
  ground: '#ffffff',
  text: '#18212c',
  quiet: '#5b6673',
  accent: '#0d5c66',
  line: '#e3e7ec',
  warn: '#75480a',
  warnGround: '#fdf0dd'
};
const FAMILY = '"Be Vietnam Pro", system-ui, sans-serif';

/** Draws a card on a canvas, as high as its words need. The fonts must have been loaded. */
export function drawCard(canvas: HTMLCanvasElement, card: ReminderCard): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const height = layOut(context, card, false);
  canvas.width = WIDTH * SCALE;
  canvas.height = height * SCALE;
  context.scale(SCALE, SCALE);
  context.fillStyle = COLOURS.ground;
  context.fillRect(0, 0, WIDTH, height);
  layOut(context, card, true);
}

/** Loads what a card is written with. */
export async function loadCardFonts(): Promise<void> {
  const sample = 'Báo cáo kỳ tháng Ẵ';
  await Promise.all([400, 600, 700].map((weight) => document.fonts.load(`${weight} 16px ${FAMILY}`, sample)));
}

/** Writes the card from the top down and answers how high it is; measures only where `draw` is false. */
function layOut(context: CanvasRenderingContext2D, card: ReminderCard, draw: boolean): number {
  let y = EDGE;
  const write = (text: string, size: number, weight: number, colour: string) => {
    context.font = `${weight} ${size}px ${FAMILY}`;
    context.fillStyle = colour;
    context.textBaseline = 'top';
    for (const line of linesOf(context, text)) {
      if (draw) context.fillText(line, EDGE, y);
      y += Math.round(size * 1.4);
    }
  };
  write(card.title, 16, 600, COLOURS.accent);
  write(card.place, 22, 700, COLOURS.text);
  y += 4;
  write(card.due, 15, 400, COLOURS.quiet);
  y += 12;
  if (card.expected > 1) {
    write(`${card.filed}/${card.expected}`, 48, 700, COLOURS.text);
    y -= 6;
    write(card.counts, 15, 400, COLOURS.quiet);
    y += 8;
    if (draw) bar(context, y, card.filed / card.expected);
    y += 26;
  }
  for (const { title, names, more } of card.lists) {
    write(title, 15, 600, COLOURS.text);
    if (names.length > 0)
      write(`${names.join(' · ')}${more > 0 ? ` … +${more}` : ''}`, 15, 400, COLOURS.text);
    y += 10;
  }
  if (card.mark) {
    y += 4;
    if (draw) {
      context.fillStyle = COLOURS.warnGround;
      context.fillRect(EDGE - 8, y - 6, INNER + 16, 34);
    }
    write(card.mark, 15, 600, COLOURS.warn);
    y += 8;
  }
  return y + EDGE - 8;
}

function bar(context: CanvasRenderingContext2D, y: number, ratio: number): void {
  context.fillStyle = COLOURS.line;
  context.fillRect(EDGE, y, INNER, 10);
  context.fillStyle = COLOURS.accent;
  context.fillRect(EDGE, y, INNER * ratio, 10);
}

/** A text broken at its spaces so that each line fits. */
function linesOf(context: CanvasRenderingContext2D, text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && context.measureText(longer).width > INNER) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
