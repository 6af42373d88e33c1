/** What a player tells the host to do. */
import type { Building } from '../../../game/catalogue.ts';

export const CHALLENGE_COMMANDS = ['complete', 'cancel', 'undo'] as const;
type ChallengeCommandKind = (typeof CHALLENGE_COMMANDS)[number];

export type PlayerCommand =
  /** `team`: for which it was tapped; null for what an earlier page kept. */
  | { readonly kind: 'request'; readonly building: Building; readonly team: number | null }
  | { readonly kind: ChallengeCommandKind; readonly challengeId: number };
