/** Idempotency keys. A page creates one when the finger goes down, so that one tap is one command however often it is sent. */
import { defaultEnvironment, type Environment } from './environment.ts';

const KEY_BYTES = 16;

/** 128 random bits as base64url. */
export function newIdempotencyKey(
  environment: Pick<Environment, 'randomBytes'> = defaultEnvironment(),
): string {
  const bytes = String.fromCodePoint(...environment.randomBytes(KEY_BYTES));
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
