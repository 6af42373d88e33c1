/** How a team's badge is drawn, on a 48 by 48 grid. */
import type { TeamShape } from '../../game/catalogue.ts';

interface Outline {
  readonly path: string;
  /** The letter's centre and size: some shapes have little room. */
  readonly letterY: number;
  readonly letterSize: number;
}

export const TEAM_OUTLINES: Readonly<Record<TeamShape, Outline>> = {
  circle: { path: 'M24 3a21 21 0 1 1 0 42a21 21 0 1 1 0-42z', letterY: 24.5, letterSize: 26 },
  triangle: { path: 'M24 3L46 43H2z', letterY: 31, letterSize: 20 },
  square: { path: 'M5 5H43V43H5z', letterY: 24.5, letterSize: 28 },
  diamond: { path: 'M24 1L47 24L24 47L1 24z', letterY: 24.5, letterSize: 24 },
  star: {
    path: 'M24 1L30.5 16.5L47 17.5L34.5 28.5L38.5 45L24 36L9.5 45L13.5 28.5L1 17.5L17.5 16.5z',
    letterY: 25.5,
    letterSize: 18,
  },
  hexagon: { path: 'M13 4H35L46 24L35 44H13L2 24z', letterY: 24.5, letterSize: 26 },
  cross: { path: 'M16 3H32V16H45V32H32V45H16V32H3V16H16z', letterY: 24.5, letterSize: 22 },
  drop: {
    path: 'M24 1C30 11 41 18 41 29.5A17 16.5 0 1 1 7 29.5C7 18 18 11 24 1z',
    letterY: 29,
    letterSize: 23,
  },
};

/** Team 1 is A. */
export function teamLetter(teamNumber: number): string {
  return String.fromCodePoint(0x40 + teamNumber);
}
