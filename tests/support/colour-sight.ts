/** A colour as CIE L*a*b* (D65, 2°). */
export type Lab = readonly [L: number, a: number, b: number];
type Triple = readonly [number, number, number];

/** Ways of seeing colour: all three cones, or one of them missing. */
export const SIGHTS = ['normal', 'protan', 'deutan', 'tritan'] as const;
export type Sight = (typeof SIGHTS)[number];

/**
 * Severity 1.0 matrices over linear RGB: Machado, Oliveira, Fernandes, "A Physiologically-based Model for Simulation of
 * Color Vision Deficiency", IEEE TVCG 15(6), 2009.
 */
const MACHADO: Readonly<Record<Exclude<Sight, 'normal'>, readonly [Triple, Triple, Triple]>> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998]
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881]
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039]
  ]
};

const dot = (a: Triple, b: Triple) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const linear = (channel: number) =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
const signedLinear = (channel: number) => Math.sign(channel) * linear(Math.abs(channel));
const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** `#rrggbb` as encoded RGB, 0 to 1. */
function encodedRgb(colour: string): Triple {
  const value = Number.parseInt(colour.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** `#rrggbb` as linear RGB, 0 to 1. */
export function linearRgb(colour: string): Triple {
  const [r, g, b] = encodedRgb(colour);
  return [linear(r), linear(g), linear(b)];
}

/** Linear RGB as somebody with that sight sees it, as published. */
export function seenBy(rgb: Triple, sight: Sight): Triple {
  if (sight === 'normal') return rgb;
  const [r, g, b] = through(MACHADO[sight], rgb);
  return [clamp(r), clamp(g), clamp(b)];
}

/**
 * The same with the matrices laid over encoded values, neither linear nor clamped, as colour libraries commonly do and
 * as look/LOOK.md was measured.
 */
function commonlySeenBy(colour: string, sight: Sight): Triple {
  if (sight === 'normal') return linearRgb(colour);
  const [r, g, b] = through(MACHADO[sight], encodedRgb(colour));
  return [signedLinear(r), signedLinear(g), signedLinear(b)];
}

function through([r, g, b]: readonly [Triple, Triple, Triple], rgb: Triple): Triple {
  return [dot(r, rgb), dot(g, rgb), dot(b, rgb)];
}

/** Linear sRGB as L*a*b*. */
export function labOf(rgb: Triple): Lab {
  const f = (t: number) => (t > 216 / 24_389 ? Math.cbrt(t) : ((24_389 / 27) * t + 16) / 116);
  const x = f(dot([0.4124564, 0.3575761, 0.1804375], rgb) / 0.95047);
  const y = f(dot([0.2126729, 0.7151522, 0.072175], rgb));
  const z = f(dot([0.0193339, 0.119192, 0.9503041], rgb) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** WCAG 2.2 contrast of two colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const light = (colour: string) => dot([0.2126, 0.7152, 0.0722], linearRgb(colour)) + 0.05;
  const [x, y] = [light(a), light(b)];
  return Math.max(x, y) / Math.min(x, y);
}

/** The distance of two colours as somebody with that sight sees them, CIEDE2000. */
export function distance(a: string, b: string, sight: Sight): number {
  return ciede2000(labOf(seenBy(linearRgb(a), sight)), labOf(seenBy(linearRgb(b), sight)));
}

/** The same distance with the simulation as look/LOOK.md was measured. */
export function commonDistance(a: string, b: string, sight: Sight): number {
  return ciede2000(labOf(commonlySeenBy(a, sight)), labOf(commonlySeenBy(b, sight)));
}

const rad = (degrees: number) => (degrees * Math.PI) / 180;
const degreesOf = (a: number, b: number) =>
  a === 0 && b === 0 ? 0 : (Math.atan2(b, a) / Math.PI) * 180 + (b < 0 ? 360 : 0);

/** CIEDE2000: Sharma, Wu, Dalal, "The CIEDE2000 Color-Difference Formula", Color Research & Application 30(1), 2005. */
export function ciede2000([L1, a1, b1]: Lab, [L2, a2, b2]: Lab): number {
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)));
  const [x1, x2] = [(1 + g) * a1, (1 + g) * a2];
  const [C1, C2] = [Math.hypot(x1, b1), Math.hypot(x2, b2)];
  const [h1, h2] = [degreesOf(x1, b1), degreesOf(x2, b2)];
  const isGrey = C1 * C2 === 0;
  let dh = isGrey ? 0 : h2 - h1;
  if (dh > 180) dh -= 360;
  else if (dh < -180) dh += 360;
  const dH = 2 * Math.sqrt(C1 * C2) * Math.sin(rad(dh) / 2);
  const [L, C] = [(L1 + L2) / 2, (C1 + C2) / 2];
  let h = h1 + h2;
  if (!isGrey) {
    if (Math.abs(h1 - h2) > 180) h += h < 360 ? 360 : -360;
    h /= 2;
  }
  const T =
    1 -
    0.17 * Math.cos(rad(h - 30)) +
    0.24 * Math.cos(rad(2 * h)) +
    0.32 * Math.cos(rad(3 * h + 6)) -
    0.2 * Math.cos(rad(4 * h - 63));
  const SL = 1 + (0.015 * (L - 50) ** 2) / Math.sqrt(20 + (L - 50) ** 2);
  const SC = 1 + 0.045 * C;
  const SH = 1 + 0.015 * C * T;
  const RC = 2 * Math.sqrt(C ** 7 / (C ** 7 + 25 ** 7));
  const RT = -Math.sin(rad(60 * Math.exp(-(((h - 275) / 25) ** 2)))) * RC;
  const [l, c, e] = [(L2 - L1) / SL, (C2 - C1) / SC, dH / SH];
  return Math.sqrt(l * l + c * c + e * e + RT * c * e);
}
