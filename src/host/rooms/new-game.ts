/** Writes the first events of a game. */
import { gameCreationEvents } from '../../game/decide-game.ts';
import type { GameEvent, LoggedEvent } from '../../game/events.ts';
import { evolve } from '../../game/evolve.ts';
import { DEFAULT_SETTINGS, HOST_ACTOR_ID, type GameSettings, type GameState } from '../../game/state.ts';
import type { TemplateContents } from '../../protocol/library.ts';
import { readSettings } from '../../protocol/present.ts';
import { teamEvents } from '../library/template.ts';
import { commandIdOf, keyIdOf } from '../storage/command-id.ts';
import type { EventStore, IdempotencyKey, StoredResponse } from '../storage/event-store.ts';
import type { HostTime } from '../time/clock.ts';
import { createTimeSlices } from '../time/time-slices.ts';
import { createDoneCommands, requireSameRequest } from './done-commands.ts';
import { madeGameMark } from './made-game-mark.ts';
import { outlookOf } from './outlook.ts';

/** What a new game is made with. */
export interface NewGameIds {
  readonly gameId: number;
  readonly code: string;
  /** Rejects with `StorageError`. */
  readonly nextParticipantId: () => Promise<number>;
}

export interface NewGame {
  /** Its first events, from `game_created` on. */
  readonly compose: (ids: NewGameIds) => Promise<readonly GameEvent[]>;
  readonly key: IdempotencyKey | null;
  /** Of the request that has it made, where the answer to that is stored in another game; absent: `key`. */
  readonly causedBy?: IdempotencyKey | null;
  /** The response that is stored under the key. */
  readonly answer: (state: GameState) => StoredResponse;
}

export interface NewGameRequest {
  /** Whose it will be; absent: the host's owner's. */
  readonly ownerId?: number;
  readonly name: string;
  readonly teamCount: number;
  readonly settings: Partial<GameSettings>;
  readonly bankerName: string;
  /** Looked up once it is clear that the game is to be made: its teams, and its settings where `settings` say nothing. */
  readonly template?: (() => Promise<TemplateContents>) | undefined;
  readonly key: IdempotencyKey | null;
  readonly answer: (state: GameState, bankerId: number) => StoredResponse;
}

/** A game with nobody in it but its first banker. */
export function gameWithBanker({ settings, key, answer, template, ...order }: NewGameRequest): NewGame {
  return {
    key,
    async compose({ gameId, code, nextParticipantId }) {
      const contents = await template?.();
      const bankerId = await nextParticipantId();
      const created = gameCreationEvents({
        ...order,
        gameId,
        code,
        teamCount: contents?.teams.length ?? order.teamCount,
        settings: { ...DEFAULT_SETTINGS, ...readSettings(contents?.settings ?? {}), ...settings },
        bankerId,
      });
      return [...created, ...teamEvents(contents?.teams ?? [])];
    },
    answer: (state) => answer(state, state.participants.first()?.id ?? HOST_ACTOR_ID),
  };
}

/**
 * The answer to a request that has made a game already, for one whose stored answer cannot be read; null if there is no such game. Rejects
 * with `KeyReusedError`, or with `StorageError`.
 */
export async function answerOfMadeGame(
  eventStore: Pick<EventStore, 'findMadeBy' | 'commandIds' | 'read'>,
  { key, answer }: Pick<NewGame, 'key' | 'answer'>,
): Promise<StoredResponse | null> {
  const made = key === null ? null : await gameMadeBy(eventStore, key);
  return made && { ...answer(made), isRepeat: true };
}

/**
 * The game that a request under this key has had made, as it was then, which its own first event tells; null: there is none. Rejects with
 * `KeyReusedError`, or with `StorageError`.
 */
export async function gameMadeBy(
  eventStore: Pick<EventStore, 'findMadeBy' | 'commandIds' | 'read'>,
  key: IdempotencyKey,
): Promise<GameState | null> {
  const gameId = await eventStore.findMadeBy(keyIdOf(key));
  if (gameId === null) return null;
  const done = await createDoneCommands(eventStore, gameId).findOne(key);
  if (done === null) return null;
  requireSameRequest(done, key);
  return done.state;
}

export interface NewGameWriter {
  readonly eventStore: Pick<EventStore, 'nextId' | 'append'>;
  readonly hostTime: HostTime;
  /** A code that no game has. */
  readonly findCode: () => Promise<string>;
}

/** Resolves with the game and the response once both are durable. If it rejects, nothing was created. */
export async function writeNewGame(
  { eventStore, hostTime, findCode }: NewGameWriter,
  { compose, key, causedBy = key, answer }: NewGame,
): Promise<{ readonly state: GameState; readonly response: StoredResponse }> {
  const gameId = await eventStore.nextId('game');
  const composed = await compose({
    gameId,
    code: await findCode(),
    nextParticipantId: () => eventStore.nextId('participant'),
  });
  const at = hostTime.now();
  const commandId = causedBy === null ? null : commandIdOf(causedBy);
  const events = composed.map((event, index): LoggedEvent => ({
    seq: index + 1,
    at,
    playMs: 0,
    by: HOST_ACTOR_ID,
    ...(commandId !== null && { cause: { commandId, left: composed.length - 1 - index } }),
    event,
  }));
  const state = await foldInSlices(events);
  const response = answer(state);
  const responses = key === null ? [] : [{ key, response }];
  const marks = key === null ? [] : [{ key, response: madeGameMark(gameId) }];
  const outlook = outlookOf(state, { at, playMs: 0 });
  await eventStore.append({ gameId, expectedSeq: 0, events, responses, marks, usedTickets: [], outlook });
  return { state, response };
}

/** A game that ten thousand people play again has as many events: others get their turns meanwhile. */
async function foldInSlices([first, ...others]: readonly LoggedEvent[]): Promise<GameState> {
  if (first === undefined) throw new Error('A game begins with an event.');
  const slices = createTimeSlices();
  let state = evolve(null, first);
  for (const logged of others) {
    if (slices.isOver()) await slices.next();
    state = evolve(state, logged);
  }
  return state;
}
