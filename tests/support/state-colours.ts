/** The one attainment scale, as the look prescribes it: written here again on purpose, not taken from the code. */
export const COLOUR_OF_STATE = {
  met: [0x2d, 0x9a, 0xa8],
  near: [0xf5, 0xdd, 0x8a],
  notMet: [0xea, 0x7c, 0x4b],
  low: [0xb0, 0x2a, 0x63]
} as const;
