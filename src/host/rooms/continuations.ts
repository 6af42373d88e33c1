/**
 * "Play again with these people": a game that has ended goes on in a next one, which its phones and boards follow. The next game's
 * log says which one it continues, and that one's log says so too. Whatever happens between the two writes, in the end there is one
 * next game and the earlier one knows it.
 */
import type { Actor, Command } from '../../game/commands.ts';
import { comingAlong, continuationEvents } from '../../game/continue-game.ts';
import type { ExpectedGame } from '../../game/expected-game.ts';
import { HOST_ACTOR_ID, type Participant } from '../../game/state.ts';
import {
  type IdempotencyKey,
  RoomClosedError,
  type StoredResponse,
  UnopenableGameError,
} from '../storage/event-store.ts';
import { createKeyedMutex } from './keyed-mutex.ts';
import type { NewGameIds } from './new-game.ts';
import type { Execution, Room } from './room.ts';
import type { Rooms } from './rooms.ts';
import { isUnfinished } from './running-games.ts';

export interface Continuations {
  /** The next game's room; null: there is none. Rejects with `StorageError`. */
  nextOf(room: Room): Promise<Room | null>;
  /**
   * Runs `tell` with the next game, which is made now if there is none, and returns what it returns. It has to give the earlier game
   * the command `continue_game`, for a game `instead` of which it was made; if that is refused or fails, as for a game that is being
   * wiped, a game that was made for it is gone again. Where several hosts make one at once, it is run with the one that was first.
   * Rejects with what `tell` rejects with, or with `StorageError`.
   */
  begin<Result>(
    room: Room,
    tell: (next: Room, instead: number | null) => Promise<Result>,
    by?: AskedBy,
  ): Promise<Result>;
  /**
   * Wipes the next game unless it has started, then runs `tell`, which has to give the earlier game the command `undo_continuation`.
   * `code`: the next game that is meant; another one stays. Null, without having run it, if the next game has started. Rejects with `StorageError`.
   */
  undo<Result>(room: Room, tell: () => Promise<Result>, code?: string): Promise<Result | null>;
}

/** Who asks for a next game. */
interface AskedBy {
  readonly actor: Actor;
  /** Of the request: a game that is made says that it was made by it. */
  readonly key: IdempotencyKey | null;
  /** The game for which it is meant. */
  readonly expected?: ExpectedGame;
  /** As for any command: `Execution`. */
  readonly requireRight?: Execution['requireRight'];
}

export interface ContinuationsOptions {
  readonly rooms: Pick<
    Rooms,
    'all' | 'byId' | 'has' | 'read' | 'openContinuing' | 'findOrCreate' | 'wipe' | 'watch' | 'isLogShared'
  >;
  readonly report: (message: string, error: unknown) => void;
}

const BY_HOST: AskedBy = { actor: { id: HOST_ACTOR_ID, role: 'banker' }, key: null };
const NO_ANSWER: StoredResponse = { status: 204, body: '', secretsOf: null };

export function watchContinuations({ rooms, report }: ContinuationsOptions): Continuations {
  /** By the id of the earlier game. */
  const inTurn = createKeyedMutex<number>();

  const nextOf = async ({ state: { next } }: Room) => (next === null ? null : await rooms.byId(next.gameId));
  /** The game that continues this one, which does not know it. */
  const untold = ({ state: { gameId } }: Room) =>
    rooms.all().findLast(({ state }) => state.continues?.gameId === gameId && isUnfinished(state.status)) ??
    null;

  const commandToAgree = async (room: Room): Promise<Command | null> => {
    const { next, status } = room.state;
    if (next !== null) return (await rooms.has(next.gameId)) ? null : { type: 'undo_continuation' };
    if (!isUnfinished(status)) await rooms.openContinuing(room.state.gameId);
    const found = isUnfinished(status) ? null : untold(room);
    return found && { type: 'continue_game', gameId: found.state.gameId, code: found.state.code };
  };

  const give = (
    room: Room,
    command: Command,
    { actor, requireRight }: Pick<AskedBy, 'actor' | 'requireRight'>,
  ) =>
    room.execute({
      actor,
      command,
      key: null,
      answer: () => NO_ANSWER,
      refuse: () => NO_ANSWER,
      ...(requireRight && { requireRight }),
    });

  /** After a crash, a wipe or a restore, the two logs may not agree. */
  const settle = (gameId: number, isNeeded: () => Promise<boolean>) => {
    const settling = inTurn(gameId, async () => {
      const room = (await isNeeded()) ? await rooms.byId(gameId) : null;
      const command = room === null ? null : await commandToAgree(room);
      if (room === null || command === null) return;
      await give(room, command, BY_HOST);
    });
    settling.catch((error: unknown) => {
      // Tried again when the game is next opened. Whoever closes or opens games has said what is wrong with them.
      if (!(error instanceof RoomClosedError) && !(error instanceof UnopenableGameError))
        report('a game and its next one could not be put in order', error);
    });
  };
  const always = () => Promise.resolve(true);
  /** Read, not opened: else opening one of a series would open them all, on every host. */
  const doesNotKnow = async (gameId: number, next: Room) =>
    (await rooms.read(gameId))?.next?.gameId !== next.state.gameId;

  rooms.watch({
    opened(room) {
      const { next, continues, status, gameId } = room.state;
      if (next !== null || !isUnfinished(status)) settle(gameId, always);
      // No game is told of one that is over.
      if (continues !== null && isUnfinished(status))
        settle(continues.gameId, () => doesNotKnow(continues.gameId, room));
    },
    wiped({ state: { continues } }) {
      if (continues !== null) settle(continues.gameId, always);
    },
  });

  const makeNext = async (room: Room, { gameId, code, nextParticipantId }: NewGameIds) => {
    const { state } = room;
    const participantIds: number[] = [];
    for (const _ of comingAlong(state)) participantIds.push(await nextParticipantId());
    return continuationEvents(state, { gameId, code, participantIds });
  };

  /** The next game, made now if there is none. `instead`: the one that cannot be opened, if so. */
  const findOrMake = async (room: Room, key: IdempotencyKey | null) => {
    await nextOf(room).catch(unlessUnopenable);
    await rooms.openContinuing(room.state.gameId);
    const instead = room.state.next?.gameId ?? null;
    // Looked for among the open games alone: no other one can be opened while one is made.
    const open = () => rooms.all().find(({ state }) => state.gameId === room.state.next?.gameId);
    const next = await rooms.findOrCreate(() => open() ?? untold(room), {
      compose: (ids) => makeNext(room, ids),
      causedBy: key,
    });
    return { next, instead };
  };
  /** Whether no other host has told the earlier game of one of its own: whoever writes first in the shared log has made the next game. */
  const isFirst = async (
    room: Room,
    { state: { gameId, code } }: Room,
    { instead, expected, ...by }: Omit<AskedBy, 'key'> & { readonly instead: number | null },
  ): Promise<boolean> => {
    if (!rooms.isLogShared) return true;
    await give(room, { type: 'continue_game', gameId, code, instead, expected }, by);
    const { next } = room.state;
    // Refused for another reason, as for a game that has been reopened: whoever asked is told so.
    return next === null || next.gameId === gameId;
  };

  return {
    nextOf,
    begin: (room, tell, by = BY_HOST) =>
      inTurn(room.state.gameId, async () => {
        let { next, instead } = await findOrMake(room, by.key);
        const takeBack = async () => {
          if (room.state.next?.gameId !== next.state.gameId) await rooms.wipe(next, null, isWaiting);
        };
        try {
          while (!(await isFirst(room, next, { ...by, instead }))) {
            await takeBack();
            ({ next, instead } = await findOrMake(room, by.key));
          }
          const result = await tell(next, instead);
          await takeBack();
          return result;
        } catch (error) {
          // Its reason is what the caller needs to know.
          await takeBack().catch((failed: unknown) => report('a next game could not be taken back', failed));
          throw error;
        }
      }),
    undo: (room, tell, code) =>
      inTurn(room.state.gameId, async () => {
        const next = await nextOf(room);
        const isMeant = next !== null && (code === undefined || next.state.code === code);
        if (isMeant && !(await rooms.wipe(next, null, isWaiting))) return null;
        return await tell();
      }),
  };
}

/** A next game that cannot be opened is none. */
function unlessUnopenable(error: unknown): void {
  if (!(error instanceof UnopenableGameError)) throw error;
}

function isWaiting({ status }: Room['state']): boolean {
  return status === 'waiting';
}

/**
 * The seat of the next game that goes on from this one, in which it is known by its token; null if it does not come along. Neither does
 * one that moved to another phone since the next game was made, here or there: whoever held it then must not come back by it.
 */
export function seatInNext(next: Pick<Room, 'state'>, seat: Participant): Participant | null {
  const continued = next.state.participants.find(({ continues }) => continues?.id === seat.id);
  if (continued === undefined || seat.removed) return null;
  return continued.continues?.generation === seat.generation && continued.generation === 0 ? continued : null;
}
