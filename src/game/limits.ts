/** The bounds of what people may set, named once for rules, wire, files and pages. */

/** Time for a challenge, seconds of play; also the most that one is extended by at once. */
export const MIN_DURATION_SECONDS = 10;
export const MAX_DURATION_SECONDS = 7_200;
/** How much of an exercise, in repetitions or seconds. */
export const MIN_TARGET = 1;
export const MAX_TARGET = 100_000;
/** How many open challenges a player may be allowed at once. */
export const MOST_ACTIVE_PER_PLAYER = 8;
/** What a player's time may be multiplied by at most. */
export const MAX_EXTRA_TIME_FACTOR = 4;
