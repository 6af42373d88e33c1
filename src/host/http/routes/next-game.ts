/** Playing again with the same people: the next game, everybody's seat in it, and everybody back. */
import { Check } from 'typebox/value';
import { isGameAsExpected } from '../../../game/expected-game.ts';
import type { GameState, Participant } from '../../../game/state.ts';
import { Game } from '../../../protocol/entity-schemas.ts';
import { presentGame } from '../../../protocol/present.ts';
import {
  NextGameResponse,
  NextSeatResponse,
  PlayAgainBody,
  UndoNextGameQuery,
} from '../../../protocol/rest-schemas.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { finalSeat } from '../../auth/authentication.ts';
import type { Authorization, Caller } from '../../auth/authorization.ts';
import { seatInNext } from '../../rooms/continuations.ts';
import { isAnswered } from '../../rooms/find-stored-response.ts';
import { gameMadeBy } from '../../rooms/new-game.ts';
import type { Room } from '../../rooms/room.ts';
import type { IdempotencyKey } from '../../storage/event-store.ts';
import { executeAndReply, setSeatCookie, stillHeldBy } from '../execute-command.ts';
import { expectedGame } from '../expected-game.ts';
import { madeGameGone, refusal } from '../problems.ts';
import { CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { readIdempotencyKey, validBody, validQuery } from '../validation.ts';

const tags = ['games'];
const PATH = '/games/:code/next';

export function nextGameRoutes(app: Api, services: Services, authorization: Authorization): void {
  const { continuations, eventStore, credentials, rooms } = services;

  /** The same where this game has lost what it knew of it, and has been told anew by the host, or not yet. */
  const untoldBy = async ({ state: { gameId, next } }: Room, key: IdempotencyKey): Promise<number | null> => {
    const made = await gameMadeBy(eventStore, key);
    if (made?.continues?.gameId !== gameId) return null;
    return next === null || next.gameId === made.gameId ? made.gameId : null;
  };
  /** The id of the next game that this very call has made before; null: it has made none. */
  const madeBy = async (room: Room, key: IdempotencyKey): Promise<number | null> => {
    const [answered = null] = await eventStore.findIdempotencyRecords(room.state.gameId, [key]);
    if (answered === null || answered === 'damaged') {
      const events = (await room.findDone(key))?.events ?? [];
      const [into] = events.flatMap((event) => (event.type === 'game_continued' ? event.into : []));
      return into?.gameId ?? (await untoldBy(room, key));
    }
    if (answered.requestHash !== key.requestHash) return null;
    const made: unknown = JSON.parse(answered.response.body);
    return Check(NextGameResponse, made) ? made.game_id : null;
  };

  app.post(
    PATH,
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'Play again with these people, in a new game',
          status: 201,
          response: NextGameResponse,
        }),
        params: CodeParams,
        body: PlayAgainBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const expected = expectedGame(validBody(request));
      const { room, actor } = caller;
      const tell = (
        { state: next }: Pick<Room, 'state'>,
        { isRepeat, instead = null }: { readonly isRepeat?: true; readonly instead?: number | null } = {},
      ) =>
        executeAndReply(
          services,
          caller,
          { request, reply },
          {
            command: { type: 'continue_game', gameId: next.gameId, code: next.code, instead, expected },
            status: 201,
            present: (_state, { at }) => ({
              game_code: next.code,
              game_id: next.gameId,
              game: presentGame(next, { playMs: next.playMs, at }),
            }),
            ...(isRepeat && { isRepeat }),
          },
        );
      const key = readIdempotencyKey(request, actor.id);
      const madeId = key === null ? null : await madeBy(room, key);
      if (madeId !== null) {
        const made = await rooms.byId(madeId);
        // Its answer would lead nowhere.
        if (made === null) throw madeGameGone();
        return await tell(made, { isRepeat: true });
      }
      // The game itself stands for none: a game that is not over, or not as is meant, or a call that was answered before, makes no other one.
      const isMeant = room.state.next !== null || isGameAsExpected(room.state, expected);
      const isDecided =
        room.state.status !== 'completed' || !isMeant || (await isAnswered(eventStore, room, key));
      if (isDecided) return await tell(room);
      return await continuations.begin(room, (next, instead) => tell(next, { instead }), {
        actor,
        key,
        expected,
        requireRight: stillHeldBy(caller),
      });
    },
  );

  app.delete(
    PATH,
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'Everybody back: wipe the next game, which has not started',
          response: Game,
        }),
        params: CodeParams,
        querystring: UndoNextGameQuery,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const { expected_next: code } = validQuery(request);
      const tell = () =>
        executeAndReply(
          services,
          caller,
          { request, reply },
          { command: { type: 'undo_continuation', code }, present: presentGame },
        );
      const key = readIdempotencyKey(request, caller.actor.id);
      if (await isAnswered(eventStore, caller.room, key)) return await tell();
      const answered = await continuations.undo(caller.room, tell, code);
      if (answered === null)
        throw refusal(
          'next_game_started',
          'The next game has started, so nobody is taken back. End it instead.',
        );
      return answered;
    },
  );

  app.get(
    PATH,
    {
      schema: {
        ...describeRoute({ tags, summary: 'Your seat in the next game', response: NextSeatResponse }),
        params: CodeParams,
      },
    },
    async (request, reply) => {
      const { room } = await authorization.requireReader(request, request.params.code);
      const next = await continuations.nextOf(room);
      // The seat may have moved to another phone meanwhile: whoever asks gets another token for the one that they hold now.
      const caller = await authorization.requireReader(request, request.params.code);
      if (next === null) throw refusal('no_next_game', 'Nobody is playing this game again yet.');
      const seat = seatIn(next, caller);
      if (seat === null)
        return {
          participant_id: OWNER_SEAT_ID,
          role: 'banker',
          game_code: next.state.code,
          player_name: null,
        };
      const token = credentials.tokenOf(seat);
      const pin = credentials.pinOf(seat);
      setSeatCookie(reply, credentials, seat.id, token);
      return {
        participant_id: seat.id,
        role: seat.role,
        game_code: next.state.code,
        player_name: seat.name,
        token,
        ...(pin !== null && { seat_pin: pin }),
      };
    },
  );
}

/** Null for the owner. Throws `not_yours` for a seat that does not come along. */
function seatIn(next: { readonly state: GameState }, { participant }: Caller): Participant | null {
  if (participant === null) return null;
  const continued = seatInNext(next, participant);
  const seat = continued === null ? null : finalSeat(next, continued);
  if (seat === null || seat.blocked)
    throw refusal(
      'seat_left_behind',
      'Your seat does not come along to the next game. Ask at the desk, or join with the code.',
    );
  return seat;
}
