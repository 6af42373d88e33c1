/** Players, as seen and changed by bankers, and a player's own seat. */
import Type from 'typebox';
import type { Command } from '../../../game/commands.ts';
import type { ParticipantChange } from '../../../game/events.ts';
import { inJoiningOrder } from '../../../game/joining-order.ts';
import type { GameState, Participant } from '../../../game/state.ts';
import { Player } from '../../../protocol/entity-schemas.ts';
import { presentPlayer, presentPrivatePlayer } from '../../../protocol/present.ts';
import {
  ChangePlayerBody,
  MergePlayerBody,
  PlayersResponse,
  RemovePlayerBody,
  RestorePlayerBody,
} from '../../../protocol/rest-schemas.ts';
import { bankersOnly, type Caller, type Authorization, participantIn } from '../../auth/authorization.ts';
import { executeAndReply, requireParticipant, setSeatCookie } from '../execute-command.ts';
import { fitText, PLAYER_NAME } from '../fit-text.ts';
import { refusal } from '../problems.ts';
import { CodeIdParams, CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody, parseId } from '../validation.ts';

const tags = ['players'];
const Me = Type.Object({
  ...Player.properties,
  token: Type.Optional(Type.String({ description: 'after a merge: the token of the seat it is now' })),
});

export function playerRoutes(app: Api, services: Services, authorization: Authorization): void {
  const { credentials, costlyAnswers } = services;
  const presentWithPin = (participant: Participant) =>
    presentPrivatePlayer(participant, credentials.pinOf(participant));
  const present = (id: number) => (state: GameState) =>
    presentPrivatePlayer(requireParticipant(state, id), null);

  app.get(
    '/games/:code/players',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Everyone with a seat', response: PlayersResponse }),
        params: CodeParams,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireParticipant(request, request.params.code);
      const { room, actor } = caller;
      if (actor.role === 'player')
        throw refusal('bankers_and_boards_only', 'Only bankers and boards see all players.');
      costlyAnswers.begin(request, reply, caller);
      const everyone = inJoiningOrder(room.state);
      if (actor.role === 'banker') return { items: everyone.map(presentWithPin) };
      return { items: everyone.filter(({ removed }) => !removed).map(presentPlayer) };
    },
  );

  app.get(
    '/games/:code/me',
    { schema: { ...describeRoute({ tags, summary: 'Your own seat', response: Me }), params: CodeParams } },
    async (request, reply) => {
      const caller = await authorization.requireParticipant(request, request.params.code);
      const right = await authorization.identityOf(request);
      if (right.kind !== 'seat') return presentWithPin(firstBanker(caller));
      const { participant, claimedId } = right;
      const token = credentials.tokenOf(participant);
      const isMoved = claimedId !== participant.id;
      // A page that has lost its cookie but sends its token gets the cookie back.
      if (isMoved || request.headers.authorization !== undefined) {
        setSeatCookie(reply, credentials, participant.id, token);
      }
      return { ...presentWithPin(participant), ...(isMoved && { token }) };
    },
  );

  app.patch(
    '/games/:code/players/:id',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Change a player', response: Player }),
        params: CodeIdParams,
        body: ChangePlayerBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requirePlayerOrBanker(request, request.params.code);
      if (!canChange(caller, request.params.id, request.body)) throw bankersOnly();
      const { id } = participantIn(caller, request.params.id);
      const {
        player_name,
        team_number,
        extra_time_factor,
        needs,
        blocked,
        approved,
        expected_name: expectedName,
        expected_team: expectedTeam,
        expected_needs: expectedNeeds,
      } = validBody(request);
      const change: ParticipantChange = {
        ...(player_name !== undefined && { name: fitText(player_name, PLAYER_NAME) }),
        ...(team_number !== undefined && { teamNumber: team_number }),
        ...(extra_time_factor !== undefined && { extraTimeFactor: extra_time_factor }),
        ...(needs !== undefined && { needs }),
        ...(blocked !== undefined && { blocked }),
        ...(approved !== undefined && { approved }),
      };
      const command: Command = {
        type: 'change_participant',
        id,
        change,
        expectedName,
        expectedTeam,
        expectedNeeds,
      };
      return executeAndReply(
        services,
        caller,
        { request, reply },
        { command, present: present(id), withPinOf: id },
      );
    },
  );

  app.delete(
    '/games/:code/players/:id',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Remove; can be brought back', response: Player }),
        params: CodeIdParams,
        body: RemovePlayerBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const { id } = participantIn(caller, request.params.id);
      const { seen_seq: seenSeq } = validBody(request);
      const command: Command = { type: 'remove_participant', id, seenSeq };
      return executeAndReply(
        services,
        caller,
        { request, reply },
        { command, present: present(id), withPinOf: id },
      );
    },
  );

  app.post(
    '/games/:code/players/:id/restore',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Bring back', response: Player }),
        params: CodeIdParams,
        body: RestorePlayerBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const { id } = participantIn(caller, request.params.id);
      const { removed_at: removedAt } = validBody(request);
      const command: Command = { type: 'restore_participant', id, removedAt };
      return executeAndReply(
        services,
        caller,
        { request, reply },
        { command, present: present(id), withPinOf: id },
      );
    },
  );

  app.post(
    '/games/:code/players/:id/merge',
    {
      schema: {
        ...describeRoute({ tags, summary: 'The newcomer takes an old seat', response: Player }),
        params: CodeIdParams,
        body: MergePlayerBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const { id } = participantIn(caller, request.params.id);
      const { into, expected_name: expectedName, expected_into_name: expectedIntoName } = validBody(request);
      const command: Command = { type: 'merge_participants', id, into, expectedName, expectedIntoName };
      return executeAndReply(
        services,
        caller,
        { request, reply },
        { command, present: present(into), withPinOf: into },
      );
    },
  );
}

/** The owner has no seat, so acts from the first banker's. */
function firstBanker({ room }: Caller): Participant {
  const banker = inJoiningOrder(room.state).find(({ role, removed }) => role === 'banker' && !removed);
  if (banker === undefined) throw refusal('no_banker', 'This game has no banker.');
  return banker;
}

/** Bankers may change anyone, players what of their own seat the game leaves to them. When they may is for the rules. */
function canChange({ room, actor, participant }: Caller, typedId: string, body: unknown): boolean {
  if (actor.role === 'banker') return true;
  const isSelf = participant !== null && parseId(typedId) === participant.id;
  const { joinTeams, ownNeeds } = room.state.settings;
  const own = [
    'player_name',
    'expected_name',
    ...(joinTeams === 'choose' ? ['team_number', 'expected_team'] : []),
    ...(ownNeeds ? ['needs', 'expected_needs'] : []),
  ];
  return isSelf && changesOnly(body, own);
}

function changesOnly(body: unknown, allowed: readonly string[]): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const changed = Object.keys(body);
  const leavesTeam = 'team_number' in body && body.team_number === null;
  return changed.length > 0 && !leavesTeam && changed.every((field) => allowed.includes(field));
}
