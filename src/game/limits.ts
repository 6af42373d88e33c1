/** Limits of what people may enter and the formats of codes, shared by rules, wire, files and pages. */

/** All times that a `Date` holds, less a day at either end for what is added to them: a host writes whatever a clock says. */
export const MAX_TIMESTAMP_MS = 8.64e15 - 24 * 60 * 60_000;
export const MIN_TIMESTAMP_MS = -MAX_TIMESTAMP_MS;
/** Time for a challenge, seconds of play; also the longest single extension. */
export const MIN_DURATION_SECONDS = 10;
export const MAX_DURATION_SECONDS = 7_200;
/** How much of an exercise, in repetitions or seconds. */
export const MIN_TARGET = 1;
export const MAX_TARGET = 100_000;
/** The most open challenges that a game can allow per player. */
export const MAX_ACTIVE_PER_PLAYER = 8;
/** The most challenges that can take a step in one act. */
export const MAX_AT_ONCE = 200;
/** The largest factor for a player's extra time. */
export const MAX_EXTRA_TIME_FACTOR = 4;
/** Text as typed, in UTF-16 units: what is longer is too long for all limits of `text-limits.ts`, which apply once it is cleaned. */
export const MAX_TYPED_LENGTH = 1_000;
/** What a laptop keeps of the banker's own, for all games. */
export const MAX_LIBRARY_EXERCISES = 300;
export const MAX_TEMPLATES = 50;
/** The exercises of a template: the built-in ones and the banker's own. */
export const MAX_TEMPLATE_EXERCISES = 100;
/** How far ahead the end of a game can be planned, ms of host time: an evening, not a week. */
export const MAX_END_AHEAD_MS = 24 * 60 * 60_000;
/** How long a message to everybody stands unless somebody takes it away, ms of host time. */
export const MESSAGE_MS = 10 * 60_000;
/** The most players that a game can allow, and how many it allows unless the banker says otherwise. */
export const MAX_PLAYERS = 10_000;
export const DEFAULT_MAX_PLAYERS = 500;
/** How many players a rehearsal may simulate. */
export const MAX_SIMULATED_PLAYERS = 200;

/** The characters of game codes: no look-alikes. */
export const CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
export const CODE_LENGTH = 6;

/** Regular expressions, as used in JSON Schema. */
export const CODE_PATTERN = `^[${CODE_ALPHABET}]{${CODE_LENGTH}}$`;
export const EXERCISE_TYPE_PATTERN = '^[a-z0-9_]{1,14}$';
export const COLOUR_PATTERN = '^#[0-9A-Fa-f]{6}$';
