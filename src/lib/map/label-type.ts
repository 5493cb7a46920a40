import type { Measure } from './place-labels.ts';

/** The type of the names on the map. */
export const LABEL_FAMILY = "Inter, system-ui, 'Segoe UI', sans-serif";
export const LABEL_WEIGHT = 500;

/** Every Vietnamese letter with its tones, small; the capitals follow by `toUpperCase`. */
export const VIETNAMESE_LETTERS =
  'aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz';

/** Size of names in a picture this wide, CSS pixels: phone, desk, a large screen, one of four thousand pixels. */
export function labelSize(width: number): number {
  if (width < 520) return 11;
  if (width < 1500) return 12;
  return width < 2600 ? 15 : 20;
}

/** Loads the faces that the names need; resolves also where there are none to load. */
export async function loadLabelType(): Promise<void> {
  const sample = 'aĐồngẫ';
  await Promise.all(
    [500, 600].map((weight) => document.fonts.load(`${weight} 12px Inter`, sample).catch(() => []))
  );
}

/** Before the type is there, and on the server: about as wide as Inter is on the average. */
export const guessWidth: Measure = (text, fontSize) => text.length * fontSize * 0.57;

/** Measures in the browser; each text once. */
export function measurer(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return guessWidth;
  const unit = 100;
  context.font = `${LABEL_WEIGHT} ${unit}px ${LABEL_FAMILY}`;
  const widths = new Map<string, number>();
  return (text, fontSize) => {
    const known = widths.get(text) ?? context.measureText(text).width;
    widths.set(text, known);
    return (known * fontSize) / unit;
  };
}
