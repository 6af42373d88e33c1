/** Steps of several challenges in one act: giving exercises, taking that back, doing it again. */
import type { Moment, StepOfSeveral } from '../../../game/commands.ts';
import type { GameEvent } from '../../../game/events.ts';
import { MAX_AT_ONCE } from '../../../game/limits.ts';
import type { GameState } from '../../../game/state.ts';
import { presentPrivateChallenge } from '../../../protocol/present.ts';
import { AssignSeveralBody, SeveralResponse, UndoSeveralBody } from '../../../protocol/rest-schemas.ts';
import { type Authorization, noSuchChallenge } from '../../auth/authorization.ts';
import { executeAndReply } from '../execute-command.ts';
import { givenExercise } from '../given-exercise.ts';
import { refusal } from '../problems.ts';
import { CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody } from '../validation.ts';

const tags = ['challenges'];

export function severalChallengesRoutes(app: Api, services: Services, authorization: Authorization): void {
  app.post(
    '/challenges/:code/assign-several',
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'Assign to several that wait, in one act',
          response: SeveralResponse,
        }),
        params: CodeParams,
        body: AssignSeveralBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const { items } = validBody(request);
      const steps = items.flatMap(({ challenge_ids, duration_seconds, ...given }): StepOfSeveral[] => {
        const exercise = givenExercise(given);
        const durationSeconds = duration_seconds ?? null;
        return challenge_ids.map((id) => ({ type: 'assign', id, exercise, durationSeconds }));
      });
      return executeAndReply(services, caller, { request, reply }, severalOf(steps, caller.room.state));
    },
  );

  for (const [way, summary] of [
    ['undo', 'Undo the last step of several, in one act'],
    ['redo', 'Do the steps of several again that were just undone, in one act'],
  ] as const) {
    app.post(
      `/challenges/:code/${way}-several`,
      {
        schema: {
          ...describeRoute({ tags, summary, response: SeveralResponse }),
          params: CodeParams,
          body: UndoSeveralBody,
        },
      },
      async (request, reply) => {
        const caller = await authorization.requireBanker(request, request.params.code);
        const { items } = validBody(request);
        const steps = items.map(({ challenge_id: id, version }) => ({ type: way, id, version }));
        return executeAndReply(services, caller, { request, reply }, severalOf(steps, caller.room.state));
      },
    );
  }
}

/** Throws 400 for a challenge that is named twice, or too many of them, and 404 for one that is not in the game. */
function severalOf(steps: readonly StepOfSeveral[], { challenges }: GameState) {
  const ids = steps.map(({ id }) => id);
  if (ids.length > MAX_AT_ONCE)
    throw refusal(
      { reason: 'too_many_challenges', params: { most: MAX_AT_ONCE } },
      `At most ${MAX_AT_ONCE} challenges go at once. Send fewer.`,
    );
  if (new Set(ids).size < ids.length)
    throw refusal('malformed', 'A challenge is named twice. Name each of them once.');
  if (!ids.every((id) => challenges.has(id))) throw noSuchChallenge();
  const present = (state: GameState, { playMs }: Moment, events: readonly GameEvent[]) => {
    const changed = new Set(
      events.flatMap((event) => (event.type.startsWith('challenge_') && 'id' in event ? event.id : [])),
    );
    const presentAll = (isDone: boolean) =>
      ids.flatMap((id) => {
        const challenge = changed.has(id) === isDone ? state.challenges.get(id) : undefined;
        return challenge === undefined ? [] : presentPrivateChallenge(state, challenge, playMs);
      });
    return { done: presentAll(true), skipped: presentAll(false) };
  };
  return { command: { type: 'several', steps }, count: steps.length, present } as const;
}
