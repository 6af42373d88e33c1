/** "I can't do this": what of the banker's own may be done instead, and doing something of equal value instead. */
import { CUSTOM_EXERCISE } from '../../../game/catalogue.ts';
import type { Command } from '../../../game/commands.ts';
import { ownOffers, type LibraryOffer } from '../../../game/own-offers.ts';
import type { GameState } from '../../../game/state.ts';
import { hasVariant } from '../../../game/variants.ts';
import { Challenge } from '../../../protocol/entity-schemas.ts';
import type { LibraryExercise } from '../../../protocol/library.ts';
import { OwnOffersResponse, SwapExerciseBody } from '../../../protocol/rest-schemas.ts';
import { type Authorization, challengeFor } from '../../auth/authorization.ts';
import { givenFromLibrary } from '../../library/library-contents.ts';
import { executeAndReply } from '../execute-command.ts';
import { expectedExercise } from '../given-exercise.ts';
import { refusal } from '../problems.ts';
import { CodeIdParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody } from '../validation.ts';
import { presentChallengeOf } from './challenges.ts';

const tags = ['challenges'];

export function equalOfferRoutes(app: Api, services: Services, authorization: Authorization): void {
  const { libraryOf } = services;

  /** What the library suggests by itself: the rest is the banker's to pick. */
  const suggested = async ({ ownerId, settings }: GameState): Promise<readonly LibraryOffer[]> => {
    const { exercises } = await libraryOf(ownerId).read();
    return exercises
      .filter((exercise) => exercise.suggested)
      .map((exercise: LibraryExercise) => ({
        id: exercise.id,
        muscles: exercise.muscles,
        given: givenFromLibrary(exercise, settings.exerciseTier),
      }));
  };

  app.get(
    '/challenges/:code/:id/offers',
    {
      schema: {
        ...describeRoute({
          tags,
          summary: "What of the banker's own may be done instead, besides the built-in exercises",
          response: OwnOffersResponse,
        }),
        params: CodeIdParams,
      },
    },
    async (request) => {
      const caller = await authorization.requirePlayerOrBanker(request, request.params.code);
      const { id, playerId, exercise } = challengeFor(caller, request.params.id);
      const { state } = caller.room;
      if (exercise === null) return { items: [] };
      const needs = state.participants.get(playerId)?.needs ?? [];
      const offers = ownOffers(exercise, needs, { library: await suggested(state), seed: id + playerId });
      return {
        items: offers.map(({ libraryId, given, variant }) => ({
          library_id: libraryId,
          challenge_description: given.description ?? given.type,
          target_number: given.target,
          ...(given.unit === 'seconds' && { unit: given.unit }),
          variant,
          how: given.ways?.find((way) => way.variant === variant)?.how ?? null,
        })),
      };
    },
  );

  app.post(
    '/challenges/:code/:id/swap',
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'Something of equal value instead: another exercise, or the same in another way',
          response: Challenge,
        }),
        params: CodeIdParams,
        body: SwapExerciseBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requirePlayerOrBanker(request, request.params.code);
      const { id } = challengeFor(caller, request.params.id);
      const body = validBody(request);
      const { challenge_type: type, library_id: libraryId, variant } = body;
      if (type !== CUSTOM_EXERCISE && libraryId !== undefined)
        throw refusal(
          { reason: 'field_invalid', params: { field: 'library_id' } },
          `"library_id" goes with "${CUSTOM_EXERCISE}" alone. Leave it out for "${type}".`,
        );
      if (type !== CUSTOM_EXERCISE && variant !== undefined && !hasVariant({ type }, variant))
        throw refusal(
          { reason: 'field_invalid', params: { field: 'variant' } },
          `"variant": "${type}" cannot be done in this way. Choose another.`,
        );
      // Looked up, never refused here: whoever lost the answer still gets it when the library has changed.
      const offered = libraryId === undefined ? [] : await suggested(caller.room.state);
      const exercise =
        libraryId === undefined ? type : (offered.find((each) => each.id === libraryId)?.given ?? null);
      const expected = expectedExercise(body);
      const command: Command = { type: 'swap_exercise', id, exercise, variant, expected };
      return executeAndReply(
        services,
        caller,
        { request, reply },
        { command, present: presentChallengeOf(id) },
      );
    },
  );
}
