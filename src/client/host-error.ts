/** What a refused call throws. */
import { isProblemCode } from '../protocol/problem-codes.ts';
import type { Problem } from '../protocol/problems.ts';
import type { HostErrorShape } from './types.ts';

interface Details {
  readonly problem?: Problem;
  readonly unknownOutcome?: boolean;
  /** How long the host asked to wait, ms. */
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
}

export class HostError extends Error implements HostErrorShape {
  override readonly name = 'HostError';
  readonly problem: Problem | null;
  readonly unknownOutcome: boolean;
  readonly retryAfterMs: number | null;

  constructor(message: string, { problem, unknownOutcome, retryAfterMs, cause }: Details = {}) {
    super(message, { cause });
    this.problem = problem ?? null;
    this.unknownOutcome = unknownOutcome ?? false;
    this.retryAfterMs = retryAfterMs ?? null;
  }
}

/** Whether an answer's body is one of the host's problems. */
export function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false;
  if (!('code' in body && 'status' in body && 'detail' in body && 'title' in body)) return false;
  const { code, status, detail, title } = body;
  if (typeof code !== 'string' || !isProblemCode(code)) return false;
  return typeof status === 'number' && typeof detail === 'string' && typeof title === 'string';
}
