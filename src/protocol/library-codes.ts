/** What may be wrong with the file of a library. Separate from the schemas, so that pages need not load those. */
export const LIBRARY_MISTAKES = [
  'not_utf8',
  'not_a_library',
  'newer_version',
  'not_json',
  'line_too_long',
  'kind_unknown',
  'field_invalid',
  'field_unknown',
  'field_twice',
  'text_invalid',
  'name_twice',
  'too_many_exercises',
  'too_many_templates',
] as const;
export type LibraryMistakeCode = (typeof LIBRARY_MISTAKES)[number];

/** The first line of the file says both. */
export const LIBRARY_FORMAT = 'trading-game-night-library';
export const LIBRARY_VERSION = 1;
/** Far more than the most exercises and templates come to. */
export const MAX_LIBRARY_FILE_BYTES = 4 * 1024 * 1024;
