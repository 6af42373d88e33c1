/** The idempotency key was already used for a different request. */
export class KeyReusedError extends Error {
  override readonly name = 'KeyReusedError';

  constructor() {
    super('This Idempotency-Key was already used for a different request. Use a new key for each request.');
  }
}
