/** Bodies and responses of calls about challenges. The limits keep an event on the wire within `MAX_EVENT_BYTES`. */
import Type, { type Static } from 'typebox';
import { CUSTOM_EXERCISE, EXERCISE_TYPES, type ExerciseType } from '../game/catalogue.ts';
import type { Variant } from '../game/enums.ts';
import {
  EXERCISE_TYPE_PATTERN,
  MAX_AT_ONCE,
  MAX_DURATION_SECONDS,
  MAX_TARGET,
  MIN_DURATION_SECONDS,
  MIN_TARGET,
} from '../game/limits.ts';
import { BuildingType, Challenge, OwnUnit, stringEnum, VariantName } from './entity-schemas.ts';
import { LibraryWays, Needs } from './library.ts';
import { seenSeq } from './typed-fields.ts';

const PlayerId = Type.Integer({ minimum: 1 });

/** The seed's body, whose other fields are ignored, as the host knows them; and the team that is meant. */
export const RequestChallengeBody = Type.Object({
  player_id: PlayerId,
  building_type: BuildingType,
  building_name: Type.Optional(Type.String()),
  team_number: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  has_school: Type.Optional(Type.Boolean()),
  expected_team: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'the team that the player was in at the tap; refused if it is another one by now',
    }),
  ),
  seen_seq: seenSeq('refused if anything was requested for the player since'),
});
const ChallengeType = Type.String({ pattern: EXERCISE_TYPE_PATTERN });
const Description = Type.String({
  minLength: 1,
  description: "without it, the catalogue's words in the game's language",
});
const Target = Type.Integer({ minimum: MIN_TARGET, maximum: MAX_TARGET });
/** Of an exercise in words of one's own: what its target counts, the needs that it meets as it is, and other ways of doing it. */
const OfOwn = {
  unit: Type.Optional(OwnUnit),
  meets: Type.Optional(Needs),
  ways: Type.Optional(LibraryWays),
};
const Assignment = Type.Object({
  challenge_type: ChallengeType,
  challenge_description: Type.Optional(Description),
  target_number: Target,
  ...OfOwn,
  duration_seconds: Type.Optional(
    Type.Integer({ minimum: MIN_DURATION_SECONDS, maximum: MAX_DURATION_SECONDS }),
  ),
});
export const AssignChallengeBody = Type.Object({
  ...Assignment.properties,
  version: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: "the challenge's `version` at the tap: refused if it has another one by now",
    }),
  ),
});
/** For steps that are meant for one exercise: refused if the challenge has another one by now. */
export const ExpectedExerciseBody = Type.Object({
  expected_description: Type.Optional(
    Type.Union([Type.String(), Type.Null()], {
      description: 'the `challenge_description` at the tap; null: no exercise yet',
    }),
  ),
  expected_target: Type.Optional(
    Type.Union([Type.Integer(), Type.Null()], { description: 'the `target_number` at the tap' }),
  ),
});

/** For what is said to a claim: refused likewise if the player has been told to go on and has claimed again. */
export const ExpectedClaimBody = Type.Object({
  ...ExpectedExerciseBody.properties,
  expected_claimed_at: Type.Optional(
    Type.String({ format: 'date-time', description: 'the `claimed_at` at the tap' }),
  ),
});

export const ChangeChallengeBody = Type.Object({
  challenge_type: Type.Optional(ChallengeType),
  challenge_description: Type.Optional(Description),
  target_number: Type.Optional(Target),
  ...OfOwn,
  extend_seconds: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_DURATION_SECONDS })),
  ...ExpectedExerciseBody.properties,
});

/** Without `variant`, the rules choose the way that meets the player's needs; null: as it is. */
export const SwapExerciseBody = Type.Object({
  challenge_type: Type.Unsafe<ExerciseType | typeof CUSTOM_EXERCISE>({
    ...stringEnum([...EXERCISE_TYPES, CUSTOM_EXERCISE]),
    description:
      'of the catalogue; `custom`: one of the library, or the own one that there is in another way',
  }),
  library_id: Type.Optional(
    Type.Integer({ minimum: 1, description: 'with `custom`: which of the library, from `offers`' }),
  ),
  variant: Type.Optional(Type.Unsafe<Variant | null>(Type.Union([VariantName, Type.Null()]))),
  ...ExpectedExerciseBody.properties,
});

/** Of the banker's own: what `swap` takes, and its words. */
const OwnOffer = Type.Object({
  library_id: Type.Union([Type.Integer(), Type.Null()], {
    description: 'null: the one that there is, in another way',
  }),
  challenge_description: Type.String(),
  target_number: Type.Integer(),
  unit: Type.Optional(OwnUnit),
  variant: Type.Unsafe<Variant | null>(Type.Union([VariantName, Type.Null()])),
  how: Type.Union([Type.String(), Type.Null()], { description: "that way in the banker's words" }),
});
export const OwnOffersResponse = Type.Object({ items: Type.Array(OwnOffer) });
export type OwnOffersResponse = Static<typeof OwnOffersResponse>;

/** For undo and redo: refused if the challenge has another version by now. */
export const UndoBody = Type.Object({
  version: Type.Optional(
    Type.Integer({ minimum: 1, description: 'of the challenge, with the step that is meant as its last' }),
  ),
});

const ChallengeId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const atOnce = { minItems: 1, maxItems: MAX_AT_ONCE };
/** Each exercise with the challenges that get it. */
export const AssignSeveralBody = Type.Object({
  items: Type.Array(
    Type.Object({ challenge_ids: Type.Array(ChallengeId, atOnce), ...Assignment.properties }),
    atOnce,
  ),
});
/** For undoing and redoing several. */
export const UndoSeveralBody = Type.Object({
  items: Type.Array(
    Type.Object({
      challenge_id: ChallengeId,
      version: Type.Integer({ minimum: 1, description: 'as for one challenge' }),
    }),
    atOnce,
  ),
});
/** All that were named, in their order, as they are now. */
export const SeveralResponse = Type.Object({
  done: Type.Array(Challenge, { description: 'those with which it was done' }),
  skipped: Type.Array(Challenge, { description: 'those that had moved on: nothing was changed' }),
});

export type RequestChallengeBody = Static<typeof RequestChallengeBody>;
export type AssignChallengeBody = Static<typeof AssignChallengeBody>;
export type ChangeChallengeBody = Static<typeof ChangeChallengeBody>;
export type ExpectedExerciseBody = Static<typeof ExpectedExerciseBody>;
export type ExpectedClaimBody = Static<typeof ExpectedClaimBody>;
export type SwapExerciseBody = Static<typeof SwapExerciseBody>;
export type UndoBody = Static<typeof UndoBody>;
export type AssignSeveralBody = Static<typeof AssignSeveralBody>;
export type UndoSeveralBody = Static<typeof UndoSeveralBody>;
export type SeveralResponse = Static<typeof SeveralResponse>;
