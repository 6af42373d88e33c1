/** Challenges: asked for, assigned, changed, done, undone, looked up. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Actor, Command, Moment } from '../../../game/commands.ts';
import type { ChallengeState as RulesChallenge, Exercise, GameState } from '../../../game/state.ts';
import { Challenge } from '../../../protocol/entity-schemas.ts';
import { DEFAULT_PAGE_SIZE } from '../../../protocol/page-size.ts';
import { presentChallenge } from '../../../protocol/present.ts';
import {
  ActiveChallengesQuery,
  AssignChallengeBody,
  ChangeChallengeBody,
  RequestChallengeBody,
  HistoryResponse,
  HistoryQuery,
} from '../../../protocol/rest-schemas.ts';
import { type Callers, challengeFor, notFound, notYours } from '../../auth/authorization.ts';
import { carryOut } from '../execute-command.ts';
import { DESCRIPTION, fitText } from '../fit-text.ts';
import { CodeIdParams, CodeParams, tells } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { bodyOf, claimedPlayerId, queryOf } from '../validation.ts';

const tags = ['challenges'];

type Step = 'complete' | 'reject' | 'cancel' | 'undo';
const STEPS: readonly {
  readonly step: Step;
  readonly who: 'banker' | 'playerOrBanker';
  readonly summary: string;
}[] = [
  { step: 'complete', who: 'playerOrBanker', summary: 'Done; a claim where the banker has the say' },
  { step: 'reject', who: 'banker', summary: 'Not yet: takes the claim back' },
  { step: 'cancel', who: 'playerOrBanker', summary: 'Cancel' },
  { step: 'undo', who: 'playerOrBanker', summary: 'Undo the last step' },
];

export function challengeRoutes(app: Api, services: Services, callers: Callers): void {
  const { eventStore } = services;

  app.post(
    '/challenges/:code/request',
    {
      schema: {
        ...tells({ tags, summary: 'Ask for a challenge', status: 201, answer: Challenge }),
        params: CodeParams,
        body: RequestChallengeBody,
      },
    },
    async (request, reply) => {
      const caller = await callers.playerOrBanker(request, request.params.code);
      mayAskFor(caller.actor, claimedPlayerId(request.body));
      const { player_id: playerId, building_type: building } = bodyOf(request);
      if (caller.room.state.participants.get(playerId)?.role !== 'player') {
        throw notFound('There is no such player in this game.');
      }
      const id = await eventStore.nextId('challenge');
      const command: Command = { type: 'request', id, playerId, building };
      return carryOut(services, caller, { request, reply }, { command, status: 201, present: present(id) });
    },
  );

  app.post(
    '/challenges/:code/:id/assign',
    {
      schema: {
        ...tells({ tags, summary: 'Assign', answer: Challenge }),
        params: CodeIdParams,
        body: AssignChallengeBody,
      },
    },
    async (request, reply) => {
      const caller = await callers.banker(request, request.params.code);
      const { id } = challengeFor(caller, request.params.id);
      const { challenge_type, challenge_description, target_number, duration_seconds } = bodyOf(request);
      const exercise: Exercise = {
        type: challenge_type,
        description: fitText(challenge_description, DESCRIPTION),
        target: target_number,
      };
      const command: Command = { type: 'assign', id, exercise, durationSeconds: duration_seconds ?? null };
      return carryOut(services, caller, { request, reply }, { command, present: present(id) });
    },
  );

  app.patch(
    '/challenges/:code/:id',
    {
      schema: {
        ...tells({ tags, summary: 'Change or extend a running challenge', answer: Challenge }),
        params: CodeIdParams,
        body: ChangeChallengeBody,
      },
    },
    async (request, reply) => {
      const caller = await callers.banker(request, request.params.code);
      const { id } = challengeFor(caller, request.params.id);
      const { challenge_type, challenge_description, target_number, extend_seconds = 0 } = bodyOf(request);
      const exercise: Partial<Exercise> = {
        ...(challenge_type !== undefined && { type: challenge_type }),
        ...(challenge_description !== undefined && {
          description: fitText(challenge_description, DESCRIPTION),
        }),
        ...(target_number !== undefined && { target: target_number }),
      };
      const command: Command = { type: 'change_challenge', id, exercise, extendSeconds: extend_seconds };
      return carryOut(services, caller, { request, reply }, { command, present: present(id) });
    },
  );

  for (const { step, who, summary } of STEPS) {
    app.post(
      `/challenges/:code/:id/${step}`,
      { schema: { ...tells({ tags, summary, answer: Challenge }), params: CodeIdParams } },
      async (request: FastifyRequest<{ Params: { code: string; id: string } }>, reply: FastifyReply) => {
        const caller = await callers[who](request, request.params.code);
        const { id } = challengeFor(caller, request.params.id);
        bodyOf(request);
        return carryOut(
          services,
          caller,
          { request, reply },
          { command: { type: step, id }, present: present(id) },
        );
      },
    );
  }

  app.get(
    '/challenges/:code/active',
    {
      schema: {
        ...tells({ tags, summary: 'Open challenges, newest request first', answer: Type.Array(Challenge) }),
        params: CodeParams,
        querystring: ActiveChallengesQuery,
      },
    },
    async (request) => {
      const { room } = await callers.participant(request, request.params.code);
      const { include_time_remaining: withTime = true } = queryOf(request);
      const { state } = room;
      const { playMs } = room.moment();
      return newestFirst(state)
        .filter(({ id }) => state.open.has(id))
        .map((challenge) => presentChallenge(state, challenge, playMs))
        .map((challenge) => (withTime ? challenge : { ...challenge, time_remaining_seconds: null }));
    },
  );

  app.get(
    '/challenges/:code/history',
    {
      schema: {
        ...tells({ tags, summary: 'All challenges, newest first', answer: HistoryResponse }),
        params: CodeParams,
        querystring: HistoryQuery,
      },
    },
    async (request) => {
      const { room } = await callers.participant(request, request.params.code);
      const { limit = DEFAULT_PAGE_SIZE, before, ...filter } = queryOf(request);
      const { state } = room;
      const { playMs } = room.moment();
      const matching = newestFirst(state).filter(
        ({ id, status, teamNumber, playerId }) =>
          (before === undefined || id < before) &&
          (filter.status === undefined || status === filter.status) &&
          (filter.team === undefined || teamNumber === filter.team) &&
          (filter.player === undefined || playerId === filter.player),
      );
      const page = matching.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map((challenge) => presentChallenge(state, challenge, playMs)),
        next:
          last === undefined || matching.length <= limit
            ? null
            : nextPath(`/api/v2/challenges/${state.code}/history`, { ...filter, limit, before: last.id }),
      };
    },
  );
}

/** The path of the next page. */
export function nextPath(path: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `${path}?${new URLSearchParams(pairs).toString()}`;
}

function mayAskFor(actor: Actor, playerId: number | null): void {
  if (actor.role === 'player' && playerId !== null && playerId !== actor.id) {
    throw notYours('A player asks only for itself.');
  }
}

function newestFirst({ challengeOrder, challenges }: GameState): RulesChallenge[] {
  return [...challengeOrder].toReversed().flatMap((id) => challenges.get(id) ?? []);
}

function present(id: number) {
  return (state: GameState, { playMs }: Moment) => {
    const challenge = state.challenges.get(id);
    if (challenge === undefined) throw new Error(`challenge ${id} is gone after its own step`);
    return presentChallenge(state, challenge, playMs);
  };
}
