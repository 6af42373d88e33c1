/** Completed challenges: each adds to its team's tally, and the first school of a team opens more challenges for it. */
import type { GameEvent, TeamChange } from './events.ts';
import type { ChallengeState, GameState } from './state.ts';

/** The events that complete these assigned challenges, in the given order. */
export function completionEvents(
  state: Pick<GameState, 'teams'>,
  challenges: readonly ChallengeState[],
): readonly GameEvent[] {
  const withNewSchool = new Set<number>();
  return challenges.flatMap((challenge) => {
    const { id, teamNumber: number } = challenge;
    const builtSchool = buildsSchool(state, challenge) && !withNewSchool.has(number);
    if (builtSchool) withNewSchool.add(number);
    return [
      { type: 'challenge_completed', id, builtSchool },
      teamChangedEvent(number, builtSchool ? { hasSchool: true } : {}),
    ];
  });
}

/** Whether completing the challenge builds its team's first school. */
export function buildsSchool(
  { teams }: Pick<GameState, 'teams'>,
  { building, teamNumber }: Pick<ChallengeState, 'building' | 'teamNumber'>,
): boolean {
  return building === 'school' && teams.get(teamNumber)?.hasSchool === false;
}

/** The tally follows from the challenge itself; this event sends the team to every screen. */
export function teamChangedEvent(number: number, change: TeamChange): GameEvent {
  return { type: 'team_changed', number, change };
}
