/** The result of a command: the events that follow (possibly none), or the rejection. */
import type { Rejection, RejectionCode } from './commands.ts';
import type { GameEvent } from './events.ts';

export type Decision = { readonly events: readonly GameEvent[] } | { readonly rejection: Rejection };

export function accepted(...events: readonly GameEvent[]): Decision {
  return { events };
}

export function rejected(code: RejectionCode, details: Omit<Rejection, 'code'> = {}): Decision {
  return { rejection: { code, ...details } };
}
