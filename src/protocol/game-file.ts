/** A game as a file, apart from the schemas so that pages need not load those. */

/** JSON lines. */
export const GAME_FILE_MEDIA_TYPE = 'application/x-ndjson';
/** What the host takes. */
export const MAX_GAME_FILE_BYTES = 48 * 1024 * 1024;
