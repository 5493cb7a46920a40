import type { UnitKey } from '../domain/unit.ts';

/** `GET /api/v1/wall/helpers?unit=KEY…`: who has taken up what was raised in some units. Names of offices, never of persons. */
export interface HelpersAnswer {
  readonly units: readonly UnitHelpers[];
}

export interface UnitHelpers {
  readonly unit: UnitKey;
  /** The units whose offices have taken difficulties of here, from the highest, each with how many. */
  readonly helpers: readonly {
    readonly unit: UnitKey;
    readonly fullName: string;
    readonly matters: number;
  }[];
  /** Difficulties of here that nobody has taken. */
  readonly waiting: number;
}
