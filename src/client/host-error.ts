/** Thrown by a call that was refused or got no answer. */
import type { Problem } from '../protocol/problems.ts';
import type { HostErrorShape } from './game-view.ts';

interface HostErrorDetails {
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

  constructor(message: string, { problem, unknownOutcome, retryAfterMs, cause }: HostErrorDetails = {}) {
    super(message, { cause });
    this.problem = problem ?? null;
    this.unknownOutcome = unknownOutcome ?? false;
    this.retryAfterMs = retryAfterMs ?? null;
  }
}

/** Whether the host has decided about the call. A 429 or 503 is not stored: the call may still be carried out. */
export function isAnswer(error: unknown): boolean {
  const status = error instanceof HostError ? error.problem?.status : undefined;
  return status !== undefined && status !== 429 && status < 500;
}
