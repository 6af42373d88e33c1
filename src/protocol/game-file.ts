/** Constants for games as files. Separate from the schemas, so that pages need not load those. */

/** JSON lines. */
export const GAME_FILE_MEDIA_TYPE = 'application/x-ndjson';
/** The largest file that the host accepts. */
export const MAX_GAME_FILE_BYTES = 48 * 1024 * 1024;
