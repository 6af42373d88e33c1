/** What a system tells about its power. */

export interface Battery {
  /** 0 to 100. */
  readonly percent: number;
  /** Whether it gets emptier: it is off the mains, or the mains give too little. */
  readonly isDischarging: boolean;
}

export interface PowerReading {
  /** Null: there is none, or the system does not tell. */
  readonly battery: Battery | null;
  /** Whether closing the lid puts the laptop to sleep; null: it has none, or the system does not tell. */
  readonly sleepsWithLid: boolean | null;
}

/** Never rejects: what cannot be read is null. */
export type ReadPower = (signal: AbortSignal) => Promise<PowerReading>;
