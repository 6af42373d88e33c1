/** What PostgreSQL's errors mean for whoever asked. */
import { codeOf } from '../folders/error-code.ts';

/** Of a standby, or of a server that was set to take no changes. */
export const READ_ONLY_TRANSACTION = '25006';

/** The server goes away or comes back, or two transactions were in each other's way: the next attempt may succeed. */
const TRANSIENT_STATES = [
  // Connections: lost, refused, not yet or no longer possible.
  /^08...$/,
  /^57P0[1-5]$/,
  /^53300$/,
  // A standby that is about to become the primary.
  new RegExp(`^${READ_ONLY_TRANSACTION}$`),
  // Timeouts of ours, and transactions that met.
  /^(57014|25P03|55P03|40001|40P01)$/,
];
const TRANSIENT_CODES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
];
/** The driver gives these no code. */
const TRANSIENT_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed|timeout expired)/;

/** This store's host does not hold the lock on the database just now, so it may not write. */
export class LockLostError extends Error {
  override readonly name = 'LockLostError';
}

/** The server has answered: the connection itself is sound. */
export const SQL_STATE = /^[0-9A-Z]{5}$/;
export const UNIQUE_VIOLATION = '23505';

/** Whether the same thing may succeed a moment later. */
export function isTransient(error: unknown): boolean {
  if (error instanceof LockLostError) return true;
  // Where a name has several addresses, one error for each.
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isTransient);
  const code = codeOf(error);
  if (TRANSIENT_CODES.includes(code) || TRANSIENT_STATES.some((state) => state.test(code))) return true;
  return code === '' && error instanceof Error && TRANSIENT_MESSAGES.test(error.message);
}
