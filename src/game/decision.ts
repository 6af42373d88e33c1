/** What the rules answer: the events that now happen (possibly none), or why nothing does. */
import type { Rejection, RejectionCode } from './commands.ts';
import type { GameEvent } from './events.ts';

export type Decision = { readonly events: readonly GameEvent[] } | { readonly rejection: Rejection };

export function accepted(...events: readonly GameEvent[]): Decision {
  return { events };
}

export function rejected(code: RejectionCode, details: Omit<Rejection, 'code'> = {}): Decision {
  return { rejection: { code, ...details } };
}
