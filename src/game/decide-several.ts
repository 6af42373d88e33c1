/** Steps of several challenges as one act. */
import type { Actor, Moment, SeveralCommand } from './commands.ts';
import { decideChallenge } from './decide-challenge.ts';
import { accepted, type Decision, rejected } from './decision.ts';
import type { GameEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { GameState } from './state.ts';

/**
 * Decides each step on the state that the steps before it lead to, just as if they came one after another, so locks hold among
 * them too. A step that is rejected (its challenge has moved on) is left out and holds up none of the others. Rejected as a
 * whole only where no step could be accepted: in a game that is over.
 */
export function decideSeveral(
  state: GameState,
  { steps }: SeveralCommand,
  actor: Actor,
  moment: Moment,
): Decision {
  if (state.status === 'completed') return rejected('game_over');
  const { at, playMs } = moment;
  const events: GameEvent[] = [];
  let reached = state;
  for (const step of steps) {
    const decision = decideChallenge(reached, step, actor, moment);
    if ('rejection' in decision) continue;
    for (const event of decision.events) {
      reached = evolve(reached, { seq: reached.seq + 1, at, playMs, by: actor.id, event });
      events.push(event);
    }
  }
  return accepted(...events);
}
