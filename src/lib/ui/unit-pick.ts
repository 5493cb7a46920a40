/** What a picker shows of a unit or group. */
export interface UnitPick {
  readonly key: string;
  readonly name: string;
  /** What it lies in; may be empty. */
  readonly within: string;
}
