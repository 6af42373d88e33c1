/** Getting a seat: joining with the code, being added at the desk, or coming back with name and PIN. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Moment } from '../../../game/commands.ts';
import type { GameEvent } from '../../../game/events.ts';
import { foldDigits } from '../../../game/fold-digits.ts';
import { MAX_TYPED_LENGTH } from '../../../game/limits.ts';
import { holdersOf } from '../../../game/name-index.ts';
import { nameKeys } from '../../../game/name-keys.ts';
import { normalised } from '../../../game/normalised.ts';
import { HOST_ACTOR_ID, type GameState, type Participant } from '../../../game/state.ts';
import { presentGame } from '../../../protocol/present.ts';
import { JoinBody, JoinResponse, RecoverSeatBody } from '../../../protocol/rest-schemas.ts';
import { finalSeat } from '../../auth/authentication.ts';
import type { Caller, Authorization } from '../../auth/authorization.ts';
import { networkOf } from '../../lan/addresses.ts';
import type { Room } from '../../rooms/room.ts';
import { executeAndReply, joinedIn, requireParticipant, presentRefusal } from '../execute-command.ts';
import { cleanTyped, fitText, PLAYER_NAME } from '../fit-text.ts';
import { type ProblemError, refusal } from '../problems.ts';
import { PUBLIC_ROUTE, CodeParams, describeRoute } from '../route-schemas.ts';
import { outcomeWithSecrets, sendWithSecrets } from '../secret-responses.ts';
import type { Api, Services } from '../services.ts';
import { ANONYMOUS, validBody, parseGameCode, readIdempotencyKey } from '../validation.ts';

const tags = ['players'];

export function joiningRoutes(app: Api, services: Services, authorization: Authorization): void {
  const { rooms, eventStore, rateLimits, presence, credentials, joinFloods, rehearsals } = services;

  const findRoom = async (request: FastifyRequest, typedCode: string): Promise<Room> => {
    const room = await rooms.byCode(parseGameCode(typedCode));
    if (room === null) throw await wrongCodeError(request);
    return room;
  };
  const wrongCodeError = async (request: FastifyRequest): Promise<ProblemError> => {
    await rateLimits.failedCode(request.ip);
    return refusal('no_such_game', 'There is no game with this code. Check the six characters.');
  };

  /** Simulated players do not count, though they all join from this laptop. */
  const isRehearsal = (code: string) => rehearsals?.isRehearsal(parseGameCode(code)) === true;
  const takeJoin = async (request: FastifyRequest, code: string) =>
    isRehearsal(code) ? null : await rateLimits.takeJoin(request.ip);
  const recordJoin = async (request: FastifyRequest, { state }: Room, id: number) => {
    if (!isRehearsal(state.code)) await joinFloods.record(state.gameId, networkOf(request.ip), id);
  };

  /** Only a token or a `Seat` header makes the caller a banker, so that the desk's own browser can also join as a player. */
  const bankerAddingPlayer = async (request: FastifyRequest, code: string): Promise<Caller | null> => {
    const { authorization: token, seat } = request.headers;
    if (token === undefined && seat === undefined) return null;
    const identity = await authorization.identityOf(request);
    if (identity.kind === 'none' && token === undefined) return null;
    const isPlayer = identity.kind === 'seat' && identity.participant.role === 'player';
    return isPlayer ? null : await authorization.requireBanker(request, code);
  };

  app.post(
    '/games/:code/players',
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'Join, or add a player without a phone',
          status: 201,
          response: JoinResponse,
        }),
        ...PUBLIC_ROUTE,
        params: CodeParams,
        body: JoinBody,
      },
    },
    async (request, reply) => {
      const { code } = request.params;
      const banker = await bankerAddingPlayer(request, code);
      // Counted before the code is looked up: nobody can try codes any faster than this.
      const putBack = banker === null ? await takeJoin(request, code) : null;
      const room = banker?.room ?? (await findRoom(request, code));
      const { player_name, team_number: teamNumber = null } = validBody(request);
      const name = fitText(player_name, PLAYER_NAME);
      // A laptop that cannot save lets nobody in: whoever tries again later is no crowd.
      const failed = async (error: unknown) => {
        await putBack?.();
        throw error;
      };
      const id = await eventStore.nextId('participant').catch(failed);
      const command = {
        type: 'join',
        id,
        role: 'player',
        name,
        teamNumber,
        withoutPhone: banker !== null,
      } as const;
      if (banker !== null) {
        const present = (state: GameState, moment: Moment, events: readonly GameEvent[]) =>
          presentJoin(state, requireJoined(state, events), moment);
        return executeAndReply(services, banker, { request, reply }, { command, status: 201, present });
      }
      const stored = await room
        .execute({
          actor: { id: HOST_ACTOR_ID, role: 'banker' },
          command,
          key: readIdempotencyKey(request, ANONYMOUS),
          answer(state, moment, events) {
            const joined = requireJoined(state, events);
            return outcomeWithSecrets(201, joined, presentJoin(state, joined, moment));
          },
          refuse: presentRefusal(presence),
        })
        .catch(failed);
      if (stored.secretsOf === id) await recordJoin(request, room, id);
      // The answer to an earlier call: nobody joined.
      else if (stored.secretsOf !== null) await putBack?.();
      return sendWithSecrets(reply, services, room, stored, 'token_and_pin');
    },
  );

  app.post(
    '/games/:code/seats/recover',
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'Come back with name and PIN',
          status: 201,
          response: JoinResponse,
        }),
        ...PUBLIC_ROUTE,
        params: CodeParams,
        body: RecoverSeatBody,
      },
    },
    async (request, reply): Promise<FastifyReply> => {
      const { ip } = request;
      await rateLimits.requireGuessAllowed(ip);
      const room = await rooms.byCode(parseGameCode(request.params.code));
      if (room === null) {
        await rateLimits.failedGuess(ip);
        throw await wrongCodeError(request);
      }
      const { player_name, seat_pin } = validBody(request);
      const key = readIdempotencyKey(request, ANONYMOUS);
      const name = cleanTyped(player_name, PLAYER_NAME);
      const seat = findSeatByName(room.state, name);
      const attempt = {
        gameId: room.state.gameId,
        participantId: seat === null ? null : finalSeat(room, seat).id,
        // The widest key, so that a name which nobody has rests in all its usual spellings, as a player's does.
        foldedName: nameKeys(name).at(-1) ?? name,
      };
      const pin = readPin(seat_pin);
      const isRight = seat !== null && credentials.isPinOf(seat, pin);
      // While the address rests, right and wrong get the same answer. Asked and counted in one step, whichever host others ask.
      await rateLimits.tryPin(ip, attempt, isRight);
      if (seat === null || !isRight) throw wrongPinError();
      const { id, withoutPhone, removed } = finalSeat(room, seat);
      await rateLimits.takeCommand(ip, { id, role: 'player' });
      const stored = await room.execute({
        actor: { id: HOST_ACTOR_ID, role: 'banker' },
        // Whoever was run by the banker has a phone from now on, and this PIN, as by the seat's card.
        command: withoutPhone && !removed ? { type: 'move_seat', id, keepsPin: true } : null,
        // The hash covers the PIN, so it is keyed: nobody can try all ten thousand PINs against the stored hash.
        key: key === null ? null : { ...key, requestHash: credentials.fingerprint(key.requestHash) },
        answer: (state, moment) =>
          outcomeWithSecrets(
            201,
            requireParticipant(state, id),
            presentJoin(state, requireParticipant(state, id), moment),
          ),
        refuse: presentRefusal(presence),
        requireRight(state) {
          // The seat may have got another PIN, or have gone into another seat, while this waited: what is told is of the seat as it is now.
          const named = state.participants.get(seat.id);
          const isStillRight = named !== undefined && credentials.isPinOf(named, pin);
          if (!isStillRight || finalSeat({ state }, named).id !== id) throw wrongPinError();
        },
      });
      return sendWithSecrets(reply, services, room, stored, 'token_and_pin');
    },
  );
}

/** Whom a join has added. */
function requireJoined(state: GameState, events: readonly GameEvent[]): Participant {
  const [joined] = joinedIn(state, events);
  if (joined === undefined) throw new Error('a join has no event');
  return joined;
}

function presentJoin(state: GameState, participant: Participant, moment: Moment): object {
  return {
    player_id: participant.id,
    player_name: participant.name,
    team_number: participant.teamNumber,
    game: presentGame(state, moment),
  };
}

function findSeatByName(state: GameState, wanted: string): Participant | null {
  const players = [...holdersOf(state.names, wanted)].flatMap((id) => state.participants.get(id) ?? []);
  const candidates = players.filter(({ role }) => role === 'player');
  // Older games may hold two names that look alike, so the one that was typed comes first.
  return candidates.find(({ name }) => name === wanted) ?? candidates[0] ?? null;
}

function readPin(typed: string): string {
  return foldDigits(normalised(typed.slice(0, MAX_TYPED_LENGTH), 'NFKC')).replace(/\s/gu, '');
}

function wrongPinError(): ProblemError {
  return refusal('wrong_pin', 'Name and PIN do not match. Check both, or ask at the desk.');
}
