/** Continues a frozen game: opens it, plays on, backs it up, restores, exports, imports and reopens it. */
import type { Command, GivenExercise } from '../../game/commands.ts';
import { isObjectLike } from '../../game/event-validator.ts';
import { HOST_ACTOR_ID, type GameState } from '../../game/state.ts';
import { createLocalBus } from '../rooms/event-bus.ts';
import type { Room } from '../rooms/room.ts';
import { openRooms, type Rooms } from '../rooms/rooms.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { createArchive, type Archive } from './archive.ts';
import { openSqliteStore, type SqliteStore } from './sqlite/sqlite-store.ts';

/** The frozen game that is in progress. */
export const FROZEN_CODE = 'SNWY23';
export const AFTER_THE_LAST = Date.UTC(2026, 5, 12, 18, 10);

/** A game as plain data. */
export type PlainGame = Readonly<Record<string, unknown>>;

export interface ContinuedGame {
  /** Recoveries from damage, at the first and the last start. */
  readonly recovered: readonly unknown[];
  /** The games as first opened. */
  readonly opened: readonly PlainGame[];
  readonly playedOn: PlainGame;
  readonly restored: PlainGame;
  readonly reopened: PlainGame;
  /** The exported game, with names and with pseudonyms. */
  readonly exported: string;
  readonly pseudonymised: string;
  /** The games imported from those two files. */
  readonly imported: readonly PlainGame[];
}

/** Without the indices, which follow from the rest. */
export function toPlain({
  names: _names,
  merged: _merged,
  teamSizes: _sizes,
  openByPlayer: _byPlayer,
  openByTeam: _byTeam,
  ...state
}: GameState): PlainGame {
  const plain: unknown = JSON.parse(JSON.stringify(state));
  if (!isObjectLike(plain)) throw new Error('The state is not an object.');
  return plain;
}

/** Continues the game in `folder`, assigning `exercise` on the way. Nothing stays open. */
export async function continueGame(folder: string, exercise: GivenExercise): Promise<ContinuedGame> {
  const first = await openHost(folder);
  const { store, archive } = first;
  const opened = store.games.map(toPlain);
  await playOn(first, exercise);
  const playedOn = toPlain(gameOf(first).state);
  const backup = await archive.backUp();
  await run(gameOf(first), { type: 'end' });
  await archive.restore(backup?.name ?? '', null, WITHOUT_KEY);
  const restored = toPlain(gameOf(first).state);
  const exported = await textOf(archive.exportGame(gameOf(first), 'real'));
  const pseudonymised = await textOf(archive.exportGame(gameOf(first), 'pseudonyms'));
  const imported = [await importInto(first, exported), await importInto(first, pseudonymised)];
  await first.close();
  const second = await openHost(folder);
  const reopened = toPlain(gameOf(second).state);
  await second.close();
  const recovered = [store.recovered, second.store.recovered];
  return { recovered, opened, playedOn, restored, reopened, exported, pseudonymised, imported };
}

export interface Host {
  readonly store: SqliteStore;
  readonly rooms: Rooms;
  readonly archive: Archive;
  close(): Promise<void>;
}

export async function openHost(folder: string): Promise<Host> {
  const clock = createManualClock(AFTER_THE_LAST);
  const now = () => clock.wall();
  const store = openSqliteStore({ folder, now });
  const { eventStore, games } = store;
  const hostTime = createHostTime(clock);
  const bus = createLocalBus();
  const rooms = await openRooms({ bus, eventStore, games, clock, hostTime, pinOf: () => null, report: fail });
  const archive = createArchive({ store, rooms, now, report: fail });
  return {
    store,
    rooms,
    archive,
    async close() {
      await rooms.close();
      store.close();
    },
  };
}

function fail(message: string, error: unknown): never {
  throw new Error(message, { cause: error });
}

export const WITHOUT_KEY = {
  key: null,
  answer: (games: readonly GameState[]) => ({ status: 200, body: games[0]?.code ?? '', secretsOf: null }),
};

/** The lines as one text. */
export async function textOf(lines: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const line of lines) text += line;
  return text;
}

/** The game imported from the text. */
export async function importInto({ archive, rooms }: Host, text: string): Promise<PlainGame> {
  const { body } = await archive.importGame(Buffer.from(text), WITHOUT_KEY);
  const made = await rooms.byCode(body);
  if (made === null) throw new Error('The import created no game.');
  return toPlain(made.state);
}

export function gameOf({ rooms }: Pick<Host, 'rooms'>): Room {
  const room = rooms.all().find(({ state }) => state.code === FROZEN_CODE);
  if (room === undefined) throw new Error('The frozen game is gone.');
  return room;
}

/** Someone joins late and completes a challenge. */
export async function playOn(
  host: Pick<Host, 'rooms'> & { readonly store: Pick<SqliteStore, 'eventStore'> },
  exercise: GivenExercise,
): Promise<void> {
  const { eventStore } = host.store;
  const [late, challenge] = [await eventStore.nextId('participant'), await eventStore.nextId('challenge')];
  const room = gameOf(host);
  await run(room, {
    type: 'join',
    id: late,
    role: 'player',
    name: 'Später',
    teamNumber: 1,
    withoutPhone: false,
  });
  await run(room, { type: 'request', id: challenge, playerId: late, building: 'mine' });
  await run(room, { type: 'assign', id: challenge, exercise, durationSeconds: 60 });
  await run(room, { type: 'complete', id: challenge });
}

async function run(room: Room, command: Command): Promise<void> {
  const response = (status: number) => () => ({ status, body: '{}', secretsOf: null });
  const actor = { id: HOST_ACTOR_ID, role: 'banker' } as const;
  const { status } = await room.execute({
    actor,
    command,
    key: null,
    answer: response(200),
    refuse: response(409),
  });
  if (status !== 200) throw new Error(`${command.type} was refused.`);
}
