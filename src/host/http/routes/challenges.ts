/** Challenges: requesting, assigning, changing, completing, undoing and listing them. */
import Type from 'typebox';
import type { Actor, Command, Moment } from '../../../game/commands.ts';
import type { GameEvent } from '../../../game/events.ts';
import type { GameState } from '../../../game/state.ts';
import { Challenge } from '../../../protocol/entity-schemas.ts';
import { DEFAULT_PAGE_SIZE } from '../../../protocol/page-size.ts';
import { presentChallengeTo, presentPrivateChallenge } from '../../../protocol/present.ts';
import {
  ActiveChallengesQuery,
  AssignChallengeBody,
  ChangeChallengeBody,
  ExpectedClaimBody,
  RequestChallengeBody,
  HistoryResponse,
  HistoryQuery,
  UndoBody,
} from '../../../protocol/rest-schemas.ts';
import { type Authorization, challengeFor, noSuchPlayer } from '../../auth/authorization.ts';
import { executeAndReply } from '../execute-command.ts';
import { changedExercise, expectedExercise, givenExercise } from '../given-exercise.ts';
import { refusal } from '../problems.ts';
import { CodeIdParams, CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody, claimedPlayerId, validQuery } from '../validation.ts';
import { historyPage, newestFirst } from './history-page.ts';

const tags = ['challenges'];

type ChallengeAction = 'complete' | 'reject' | 'cancel';
const ACTIONS: readonly {
  readonly action: ChallengeAction;
  readonly allowed: 'requireBanker' | 'requirePlayerOrBanker';
  readonly summary: string;
}[] = [
  {
    action: 'complete',
    allowed: 'requirePlayerOrBanker',
    summary: 'Done; a claim where the banker has the say',
  },
  { action: 'reject', allowed: 'requireBanker', summary: 'Not yet: takes the claim back' },
  { action: 'cancel', allowed: 'requirePlayerOrBanker', summary: 'Cancel' },
];

const UNDO_ACTIONS = [
  { action: 'undo', allowed: 'requirePlayerOrBanker', summary: 'Undo the last step' },
  { action: 'redo', allowed: 'requireBanker', summary: 'Do the step again that was just undone' },
] as const;

export function challengeRoutes(app: Api, services: Services, authorization: Authorization): void {
  const { eventStore, costlyAnswers } = services;

  app.post(
    '/challenges/:code/request',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Ask for a challenge', status: 201, response: Challenge }),
        params: CodeParams,
        body: RequestChallengeBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requirePlayerOrBanker(request, request.params.code);
      requireOwnRequest(caller.actor, claimedPlayerId(request.body));
      const {
        player_id: playerId,
        building_type: building,
        expected_team: expectedTeam,
        seen_seq: seenSeq,
      } = validBody(request);
      if (caller.room.state.participants.get(playerId)?.role !== 'player') {
        throw noSuchPlayer();
      }
      const id = await eventStore.nextId('challenge');
      const command: Command = { type: 'request', id, playerId, building, expectedTeam, seenSeq };
      return executeAndReply(
        services,
        caller,
        { request, reply },
        { command, status: 201, present: presentRequested },
      );
    },
  );

  app.post(
    '/challenges/:code/:id/assign',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Assign', response: Challenge }),
        params: CodeIdParams,
        body: AssignChallengeBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const { id } = challengeFor(caller, request.params.id);
      const { duration_seconds: durationSeconds = null, version, ...given } = validBody(request);
      const exercise = givenExercise(given);
      const command: Command = { type: 'assign', id, exercise, durationSeconds, version };
      return executeAndReply(
        services,
        caller,
        { request, reply },
        { command, present: presentChallengeOf(id) },
      );
    },
  );

  app.patch(
    '/challenges/:code/:id',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Change or extend a running challenge', response: Challenge }),
        params: CodeIdParams,
        body: ChangeChallengeBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const { id } = challengeFor(caller, request.params.id);
      const body = validBody(request);
      const command: Command = {
        type: 'change_challenge',
        id,
        exercise: changedExercise(body),
        extendSeconds: body.extend_seconds ?? 0,
        expected: expectedExercise(body),
      };
      return executeAndReply(
        services,
        caller,
        { request, reply },
        { command, present: presentChallengeOf(id) },
      );
    },
  );

  for (const { action, allowed, summary } of ACTIONS) {
    app.post(
      `/challenges/:code/:id/${action}`,
      {
        schema: {
          ...describeRoute({ tags, summary, response: Challenge }),
          params: CodeIdParams,
          body: ExpectedClaimBody,
        },
      },
      async (request, reply) => {
        const caller = await authorization[allowed](request, request.params.code);
        const { id } = challengeFor(caller, request.params.id);
        const body = validBody(request);
        const claimedAt = body.expected_claimed_at;
        const command: Command = {
          type: action,
          id,
          expected: expectedExercise(body),
          expectedClaim: claimedAt === undefined ? undefined : Date.parse(claimedAt),
        };
        return executeAndReply(
          services,
          caller,
          { request, reply },
          { command, present: presentChallengeOf(id) },
        );
      },
    );
  }

  for (const { action, allowed, summary } of UNDO_ACTIONS) {
    app.post(
      `/challenges/:code/:id/${action}`,
      {
        schema: {
          ...describeRoute({ tags, summary, response: Challenge }),
          params: CodeIdParams,
          body: UndoBody,
        },
      },
      async (request, reply) => {
        const caller = await authorization[allowed](request, request.params.code);
        const { id } = challengeFor(caller, request.params.id);
        const { version } = validBody(request);
        const command: Command = { type: action, id, version };
        return executeAndReply(
          services,
          caller,
          { request, reply },
          { command, present: presentChallengeOf(id) },
        );
      },
    );
  }

  app.get(
    '/challenges/:code/active',
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'Open challenges, newest request first',
          response: Type.Array(Challenge),
        }),
        params: CodeParams,
        querystring: ActiveChallengesQuery,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireReader(request, request.params.code);
      costlyAnswers.begin(request, reply, caller);
      const { room, actor } = caller;
      const { include_time_remaining: withTime = true } = validQuery(request);
      const { state } = room;
      const { playMs } = room.moment();
      return newestFirst(state)
        .filter(({ id }) => state.open.has(id))
        .map((challenge) => presentChallengeTo(actor, state, challenge, playMs))
        .map((challenge) => (withTime ? challenge : { ...challenge, time_remaining_seconds: null }));
    },
  );

  app.get(
    '/challenges/:code/history',
    {
      schema: {
        ...describeRoute({ tags, summary: 'All challenges, newest first', response: HistoryResponse }),
        params: CodeParams,
        querystring: HistoryQuery,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireReader(request, request.params.code);
      costlyAnswers.begin(request, reply, caller);
      const { room, actor } = caller;
      const { limit = DEFAULT_PAGE_SIZE, before, ...filter } = validQuery(request);
      const { state } = room;
      const { playMs } = room.moment();
      const { items, next } = historyPage(state, {
        before,
        limit,
        matches: ({ status, teamNumber, playerId }) =>
          (filter.status === undefined || status === filter.status) &&
          (filter.team === undefined || teamNumber === filter.team) &&
          (filter.player === undefined || playerId === filter.player),
      });
      return {
        items: items.map((challenge) => presentChallengeTo(actor, state, challenge, playMs)),
        next:
          next === null
            ? null
            : nextPagePath(`/api/v2/challenges/${state.code}/history`, { ...filter, limit, before: next }),
      };
    },
  );
}

/** The path of the next page. */
export function nextPagePath(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `${path}?${new URLSearchParams(pairs).toString()}`;
}

function requireOwnRequest(actor: Actor, playerId: number | null): void {
  if (actor.role === 'player' && playerId !== null && playerId !== actor.id) {
    throw refusal('own_requests_only', 'Players can only ask for themselves.');
  }
}

function presentRequested(state: GameState, moment: Moment, events: readonly GameEvent[]): object {
  const [id] = events.flatMap((event) => (event.type === 'challenge_requested' ? event.id : []));
  if (id === undefined) throw new Error('a request has no event');
  return presentChallengeOf(id)(state, moment);
}

/** The challenge, for the answer to a step with it. */
export function presentChallengeOf(id: number) {
  return (state: GameState, { playMs }: Moment) => {
    const challenge = state.challenges.get(id);
    if (challenge === undefined) throw new Error(`challenge ${id} is missing after its own command`);
    // Only bankers and its player take steps with it.
    return presentPrivateChallenge(state, challenge, playMs);
  };
}
