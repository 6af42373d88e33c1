/** Players as a banker sees and changes them, and one's own seat. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Command } from '../../../game/commands.ts';
import type { ParticipantChange } from '../../../game/events.ts';
import type { GameState, Participant } from '../../../game/state.ts';
import { Player } from '../../../protocol/entity-schemas.ts';
import { presentPlayer, presentPrivatePlayer } from '../../../protocol/present.ts';
import { MergePlayerBody, ChangePlayerBody, PlayersResponse } from '../../../protocol/rest-schemas.ts';
import {
  bankersOnly,
  type Caller,
  type Callers,
  notFound,
  notYours,
  participantIn,
} from '../../auth/authorization.ts';
import { carryOut, held, setSeatCookie } from '../execute-command.ts';
import { fitText, PLAYER_NAME } from '../fit-text.ts';
import { CodeIdParams, CodeParams, tells } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { bodyOf, idOf } from '../validation.ts';

const tags = ['players'];
const Me = Type.Object({
  ...Player.properties,
  token: Type.Optional(
    Type.String({ description: 'where the seat was merged: the token of the seat it is now' }),
  ),
});

export function playerRoutes(app: Api, services: Services, callers: Callers): void {
  const { seats } = services;
  const privately = (participant: Participant) => presentPrivatePlayer(participant, seats.pinOf(participant));
  const present = (id: number) => (state: GameState) => presentPrivatePlayer(held(state, id), null);

  app.get(
    '/games/:code/players',
    {
      schema: {
        ...tells({ tags, summary: 'Everyone with a seat', answer: PlayersResponse }),
        params: CodeParams,
      },
    },
    async (request) => {
      const { room, actor } = await callers.participant(request, request.params.code);
      if (actor.role === 'player') throw notYours('Only bankers and boards see all players.');
      const show = actor.role === 'banker' ? privately : presentPlayer;
      return { items: [...room.state.participants.values()].map(show) };
    },
  );

  app.get(
    '/games/:code/me',
    { schema: { ...tells({ tags, summary: 'The own seat', answer: Me }), params: CodeParams } },
    async (request, reply) => {
      const caller = await callers.participant(request, request.params.code);
      const right = await callers.right(request);
      if (right.kind !== 'seat') return privately(firstBanker(caller));
      const { participant, claimedId } = right;
      const token = seats.tokenOf(participant);
      const isMoved = claimedId !== participant.id;
      // A page that lost its cookie and shows its token gets the cookie back.
      if (isMoved || request.headers.authorization !== undefined) {
        setSeatCookie(reply, seats, participant.id, token);
      }
      return { ...privately(participant), ...(isMoved && { token }) };
    },
  );

  app.patch(
    '/games/:code/players/:id',
    {
      schema: {
        ...tells({ tags, summary: 'Change a player', answer: Player }),
        params: CodeIdParams,
        body: ChangePlayerBody,
      },
    },
    async (request, reply) => {
      const caller = await callers.playerOrBanker(request, request.params.code);
      if (!mayChange(caller, request.params.id, request.body)) throw bankersOnly();
      const { id } = participantIn(caller, request.params.id);
      const { player_name, team_number, extra_time_factor, blocked, approved } = bodyOf(request);
      const change: ParticipantChange = {
        ...(player_name !== undefined && { name: fitText(player_name, PLAYER_NAME) }),
        ...(team_number !== undefined && { teamNumber: team_number }),
        ...(extra_time_factor !== undefined && { extraTimeFactor: extra_time_factor }),
        ...(blocked !== undefined && { blocked }),
        ...(approved !== undefined && { approved }),
      };
      const command: Command = { type: 'change_participant', id, change };
      return carryOut(services, caller, { request, reply }, { command, present: present(id), withPinOf: id });
    },
  );

  const onePlayer = (summary: string) => ({
    schema: { ...tells({ tags, summary, answer: Player }), params: CodeIdParams },
  });
  const step =
    (type: 'remove_participant' | 'restore_participant') =>
    async (request: FastifyRequest<{ Params: { code: string; id: string } }>, reply: FastifyReply) => {
      const caller = await callers.banker(request, request.params.code);
      const { id } = participantIn(caller, request.params.id);
      bodyOf(request);
      return carryOut(
        services,
        caller,
        { request, reply },
        { command: { type, id }, present: present(id), withPinOf: id },
      );
    };
  app.delete(
    '/games/:code/players/:id',
    onePlayer('Remove; can be brought back'),
    step('remove_participant'),
  );
  app.post('/games/:code/players/:id/restore', onePlayer('Bring back'), step('restore_participant'));

  app.post(
    '/games/:code/players/:id/merge',
    {
      schema: {
        ...tells({ tags, summary: 'The newcomer takes an old seat', answer: Player }),
        params: CodeIdParams,
        body: MergePlayerBody,
      },
    },
    async (request, reply) => {
      const caller = await callers.banker(request, request.params.code);
      const { id } = participantIn(caller, request.params.id);
      const { into } = bodyOf(request);
      const command: Command = { type: 'merge_participants', id, into };
      return carryOut(
        services,
        caller,
        { request, reply },
        { command, present: present(into), withPinOf: into },
      );
    },
  );
}

/** The owner has no seat of its own and acts from the desk's. */
function firstBanker({ room }: Caller): Participant {
  const banker = room.state.participants.find(({ role, removed }) => role === 'banker' && !removed);
  if (banker === undefined) throw notFound('This game has no banker.');
  return banker;
}

/** Bankers change anybody; where newcomers choose, a player without a team may put itself into one. */
function mayChange({ room, actor, participant }: Caller, typedId: string, body: unknown): boolean {
  if (actor.role === 'banker') return true;
  const isSelf = participant !== null && idOf(typedId) === participant.id;
  const isFree = isSelf && participant.teamNumber === null && room.state.settings.joinTeams === 'choose';
  return isFree && isTeamAlone(body);
}

function isTeamAlone(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('team_number' in body)) return false;
  return Object.keys(body).length === 1 && body.team_number !== null;
}
