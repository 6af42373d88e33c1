/** What a player tells the host to do. */
import { expectedExercise } from '../../../client/expected-exercise.ts';
import type { Building } from '../../../game/catalogue.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { ExpectedExerciseBody, RequestChallengeBody, UndoBody } from '../../../protocol/rest-schemas.ts';

export const CHALLENGE_COMMANDS = ['complete', 'cancel', 'undo'] as const;
type ChallengeCommandKind = (typeof CHALLENGE_COMMANDS)[number];

/** The team and what was known, the exercise, or the step to undo, for which it was tapped; empty for what an earlier page kept. */
export type Meant = ExpectedExerciseBody &
  UndoBody &
  Pick<RequestChallengeBody, 'expected_team' | 'seen_seq'>;

export type PlayerCommand =
  | { readonly kind: 'request'; readonly building: Building; readonly meant: Meant }
  | { readonly kind: ChallengeCommandKind; readonly challengeId: number; readonly meant: Meant };

/** A tap on the challenge as the screen shows it: whatever it becomes before the host hears of it, the tap was not meant for that. */
export function commandFor(kind: ChallengeCommandKind, challenge: Challenge): PlayerCommand {
  const { id, version, challenge_description: description } = challenge;
  if (kind === 'undo') return { kind, challengeId: id, meant: { version } };
  // Whoever takes back a request wants nothing, whatever they have been given meanwhile.
  return { kind, challengeId: id, meant: description === null ? {} : expectedExercise(challenge) };
}
