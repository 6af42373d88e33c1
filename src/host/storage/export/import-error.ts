/** Why a file cannot be imported, in a sentence that says what to do. Nothing was changed. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}
