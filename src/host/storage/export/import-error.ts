/** Why a file cannot become a game: a sentence that says what to do. Nothing was changed. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}
