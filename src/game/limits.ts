/** The bounds of what people may set and the forms of codes, named once for rules, wire, files and pages. */

/** Time for a challenge, seconds of play; also the most that one is extended by at once. */
export const MIN_DURATION_SECONDS = 10;
export const MAX_DURATION_SECONDS = 7_200;
/** How much of an exercise, in repetitions or seconds. */
export const MIN_TARGET = 1;
export const MAX_TARGET = 100_000;
/** How many open challenges a player may be allowed at once. */
export const MAX_ACTIVE_PER_PLAYER = 8;
/** What a player's time may be multiplied by at most. */
export const MAX_EXTRA_TIME_FACTOR = 4;
/** Text as it is typed, in UTF-16 units: what is left once it is cleaned has the shorter limits of `names.ts`. */
export const MAX_TYPED_LENGTH = 200;
/** How many players a rehearsal may simulate. */
export const MAX_SIMULATED_PLAYERS = 200;

/** What game codes are made of: nothing that looks like something else. */
export const CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
export const CODE_LENGTH = 6;

/** Regular expressions, as JSON Schema has them. */
export const CODE_PATTERN = `^[${CODE_ALPHABET}]{${CODE_LENGTH}}$`;
export const EXERCISE_TYPE_PATTERN = '^[a-z0-9_]{1,14}$';
export const COLOUR_PATTERN = '^#[0-9A-Fa-f]{6}$';
