import type { Why } from '../../../protocol/problem-reasons.ts';

/** Why a file cannot be imported, in a sentence that says what to do, and for pages to word it. Nothing was changed. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly why: Why;

  constructor(why: Why, message: string, options?: ErrorOptions) {
    super(message, options);
    this.why = why;
  }
}
