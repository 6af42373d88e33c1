/** Games: made, read, changed, started, paused, ended, wiped. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DEFAULT_TEAM_COUNT } from '../../../game/catalogue.ts';
import type { GameCommand } from '../../../game/commands.ts';
import { HOST_ACTOR_ID } from '../../../game/state.ts';
import { Game } from '../../../protocol/entity-schemas.ts';
import { presentGame, readSettings } from '../../../protocol/present.ts';
import {
  ChangeGameBody,
  GamesResponse,
  CreateGameBody,
  CreateGameResponse,
} from '../../../protocol/rest-schemas.ts';
import { type Callers, notYours } from '../../auth/authorization.ts';
import type { Room } from '../../rooms/room.ts';
import { carryOut, outcome, send } from '../execute-command.ts';
import { fitText, GAME_NAME } from '../fit-text.ts';
import { CodeParams, tells } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { bodyOf, keyOf } from '../validation.ts';

const FIRST_BANKER = 'Banker';
const tags = ['games'];

const STEPS: readonly { readonly path: string; readonly summary: string; readonly command: GameCommand }[] = [
  { path: 'start', summary: 'Start the game', command: { type: 'start' } },
  { path: 'pause', summary: 'Pause the game', command: { type: 'pause', reason: 'banker' } },
  { path: 'resume', summary: 'Resume a paused game, reopen an ended one', command: { type: 'resume' } },
  { path: 'end', summary: 'End the game', command: { type: 'end' } },
];

export function gameRoutes(app: Api, services: Services, callers: Callers): void {
  const { rooms } = services;
  const shown = (room: Room) => presentGame(room.state, room.moment());

  app.post(
    '/games',
    {
      schema: {
        ...tells({ tags, summary: 'Make a game', status: 201, answer: CreateGameResponse }),
        body: CreateGameBody,
      },
    },
    async (request, reply) => {
      await callers.owner(request);
      const { name, team_count: teamCount = DEFAULT_TEAM_COUNT, settings = {} } = bodyOf(request);
      const order = {
        name: fitText(name, GAME_NAME),
        teamCount,
        settings: readSettings(settings),
        bankerName: FIRST_BANKER,
        key: keyOf(request, HOST_ACTOR_ID),
      };
      const made = await rooms.create({
        ...order,
        answer: (state, bankerId) =>
          outcome(201, {
            game_code: state.code,
            game_id: state.gameId,
            banker_id: bankerId,
            game: presentGame(state, { playMs: 0, at: state.createdAt }),
          }),
      });
      return send(reply, made);
    },
  );

  app.get(
    '/games',
    { schema: tells({ tags, summary: 'All games', answer: GamesResponse }) },
    async (request) => {
      await callers.owner(request);
      return { items: rooms.all().map(shown) };
    },
  );

  app.get(
    '/games/:code',
    { schema: { ...tells({ tags, summary: 'One game', answer: Game }), params: CodeParams } },
    async (request) => {
      const { room, actor } = await callers.participant(request, request.params.code);
      if (actor.role === 'player') throw notYours('Players see their game through the live connection.');
      return shown(room);
    },
  );

  app.patch(
    '/games/:code',
    {
      schema: {
        ...tells({ tags, summary: 'Change name or settings', answer: Game }),
        params: CodeParams,
        body: ChangeGameBody,
      },
    },
    async (request, reply) => {
      const caller = await callers.banker(request, request.params.code);
      const { name, settings } = bodyOf(request);
      const command: GameCommand = {
        type: 'change_game',
        ...(name !== undefined && { name: fitText(name, GAME_NAME) }),
        ...(settings !== undefined && { settings: readSettings(settings) }),
      };
      return carryOut(services, caller, { request, reply }, { command, present: presentGame });
    },
  );

  app.delete(
    '/games/:code',
    {
      schema: {
        ...tells({ tags, summary: 'Wipe the game, every trace of it', status: 204 }),
        params: CodeParams,
      },
    },
    async (request, reply) => {
      const { room, participant } = await callers.banker(request, request.params.code);
      if (participant !== null) throw notYours('Only the owner of this laptop may wipe a game.');
      bodyOf(request);
      await rooms.wipe(room);
      return reply.code(204).send();
    },
  );

  for (const { path, summary, command } of STEPS) {
    app.post(
      `/games/:code/${path}`,
      { schema: { ...tells({ tags, summary, answer: Game }), params: CodeParams } },
      async (request: FastifyRequest<{ Params: { code: string } }>, reply: FastifyReply) => {
        const caller = await callers.banker(request, request.params.code);
        bodyOf(request);
        return carryOut(services, caller, { request, reply }, { command, present: presentGame });
      },
    );
  }
}
