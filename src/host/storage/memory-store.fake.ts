/**
 * A store in memory, for tests of rooms and models: it keeps the whole contract, without a disk, and is as slow as a test wants.
 * Nothing in it outlives the process.
 */
import { randomUUID } from 'node:crypto';
import type { LoggedEvent } from '../../game/events.ts';
import {
  ConflictError,
  DamagedDataError,
  keyTaken,
  RoomClosedError,
  StorageError,
  type Batch,
  type ClockCheckpoint,
  type EventStore,
  type IdKind,
  type IdempotencyRecord,
  type KeyedResponse,
  type Store,
  type StoredLibrary,
  type TicketRecord,
} from './event-store.ts';
import { UsedTicketsError } from './used-tickets-error.ts';
import { LOG_REPLACED } from './whole-log.ts';

const KEPT_HOST_RESPONSES = 500;

interface StoredGame {
  readonly code: string;
  readonly events: LoggedEvent[];
  /** A test may damage some. */
  readonly idempotencyRecords: Map<string, IdempotencyRecord | 'damaged'>;
  checkpoint: ClockCheckpoint | null;
}

/** The stored data. A structured clone of it is what a crash would leave. */
export interface MemoryContents {
  readonly games: Map<number, StoredGame>;
  readonly tickets: Map<string, TicketRecord>;
  readonly ids: Map<IdKind, number>;
  readonly hostResponses: Map<string, IdempotencyRecord>;
  /** The newest is the last; one at most. */
  readonly library: StoredLibrary[];
}

/** While a host has the logs for itself, others wait for this. */
const alone = new WeakMap<MemoryContents, Promise<unknown>>();

export function emptyContents(): MemoryContents {
  return { games: new Map(), tickets: new Map(), ids: new Map(), hostResponses: new Map(), library: [] };
}

/** @param beforeCall awaited before each call; if it rejects, so does the call */
export function createMemoryStore(
  contents: MemoryContents = emptyContents(),
  beforeCall: (call: keyof EventStore) => Promise<void> = () => Promise.resolve(),
): Store {
  const { games, tickets, ids, hostResponses, library } = contents;

  const keep = ({ key, response }: KeyedResponse) => {
    const name = mapKeyOf(key);
    const earlier = hostResponses.get(name);
    if (earlier !== undefined) return earlier;
    hostResponses.set(name, { requestHash: key.requestHash, response });
    const ofCaller = [...hostResponses.keys()].filter((other) => other.startsWith(`${key.participantId} `));
    for (const oldest of ofCaller.slice(0, -KEPT_HOST_RESPONSES)) hostResponses.delete(oldest);
    return null;
  };
  const refuseTaken = (answer: KeyedResponse | null) => {
    if (answer !== null && hostResponses.has(mapKeyOf(answer.key))) throw keyTaken();
  };

  const write = (batch: Batch) => {
    refuseInvalid(contents, batch);
    const { gameId, events, responses, marks = [], usedTickets } = batch;
    for (const mark of marks) refuseTaken(mark);
    for (const mark of marks) keep(mark);
    for (const { event } of events) {
      if (event.type === 'game_created')
        games.set(gameId, {
          code: event.code,
          events: [],
          idempotencyRecords: new Map(),
          checkpoint: null,
        });
    }
    const game = existingGame(contents, gameId);
    game.events.push(...events);
    for (const { key, response } of responses)
      game.idempotencyRecords.set(mapKeyOf(key), { requestHash: key.requestHash, response });
    for (const { hash, participantId } of usedTickets) {
      const ticket = tickets.get(hash);
      const usedAt = events.at(-1)?.at ?? null;
      if (ticket !== undefined) tickets.set(hash, { ...ticket, participantId, usedAt });
    }
  };

  const wipe = (gameId: number, answer: KeyedResponse | null) => {
    refuseTaken(answer);
    games.delete(gameId);
    if (answer !== null) keep(answer);
    for (const [hash, ticket] of tickets) if (ticket.gameId === gameId) tickets.delete(hash);
  };
  const inTurn = async <T>(decide: () => Promise<T>): Promise<T> => {
    const before = alone.get(contents);
    const takeTurn = async () => {
      await before;
      return decide();
    };
    const step = takeTurn();
    alone.set(
      contents,
      step.catch(() => undefined),
    );
    return step;
  };

  const eventStore: EventStore = {
    async append(batch) {
      await beforeCall('append');
      const busy = alone.get(contents);
      if (busy !== undefined) await busy;
      write(batch);
    },
    async appendAlone(_gameId, decide) {
      await beforeCall('appendAlone');
      await inTurn(async () => {
        const batch = await decide();
        if (batch !== null) write(batch);
      });
    },
    async *read(gameId, afterSeq) {
      await beforeCall('read');
      for (const logged of games.get(gameId)?.events.slice(afterSeq) ?? []) {
        if (!games.has(gameId)) throw new RoomClosedError(LOG_REPLACED);
        yield logged;
      }
    },
    async list(gameIds) {
      await beforeCall('list');
      return [...games]
        .filter(([gameId]) => gameIds?.includes(gameId) !== false)
        .toSorted(([one], [other]) => one - other)
        .map(([gameId, { code, events }]) => ({ gameId, code, seq: events.length }));
    },
    async findByCode(code) {
      await beforeCall('findByCode');
      return idOf(contents, (game) => game.code === code);
    },
    async findByParticipant(participantId) {
      await beforeCall('findByParticipant');
      return idOf(contents, ({ events }) =>
        events.some(({ event }) => event.type === 'participant_joined' && event.id === participantId),
      );
    },
    epochOf: () => randomUUID(),
    async nextId(kind) {
      await beforeCall('nextId');
      const id = (ids.get(kind) ?? 0) + 1;
      ids.set(kind, id);
      return id;
    },
    async findIdempotencyRecords(gameId, keys) {
      await beforeCall('findIdempotencyRecords');
      return keys.map((key) => games.get(gameId)?.idempotencyRecords.get(mapKeyOf(key)) ?? null);
    },
    async *commandIds(gameId) {
      await beforeCall('commandIds');
      yield (games.get(gameId)?.events ?? []).flatMap(({ cause }) => cause?.commandId ?? []);
    },
    async findMadeBy(keyId) {
      await beforeCall('findMadeBy');
      return idOf(contents, ({ events }) => events[0]?.cause?.commandId.startsWith(keyId) === true);
    },
    async findIdempotencyRecordInAnyGame(participantId, key) {
      await beforeCall('findIdempotencyRecordInAnyGame');
      const name = mapKeyOf({ participantId, key });
      const [record = null] = [...games.values()].flatMap(
        ({ idempotencyRecords }) => idempotencyRecords.get(name) ?? [],
      );
      if (record === 'damaged') throw new DamagedDataError('A stored answer is damaged');
      return record;
    },
    async saveCheckpoint(gameId, { playMs, at }) {
      await beforeCall('saveCheckpoint');
      const game = existingGame(contents, gameId);
      game.checkpoint = { playMs: Math.max(playMs, game.checkpoint?.playMs ?? 0), at };
    },
    async readCheckpoint(gameId) {
      await beforeCall('readCheckpoint');
      const game = games.get(gameId);
      const last = game?.events.at(-1);
      const candidates = [
        game?.checkpoint ?? [],
        last === undefined ? [] : { playMs: last.playMs, at: last.at },
      ];
      return (
        candidates.flat().toSorted((one, other) => other.playMs - one.playMs || other.at - one.at)[0] ?? null
      );
    },
    async wipe(gameId, answer = null) {
      await beforeCall('wipe');
      wipe(gameId, answer);
    },
    async wipeAlone(gameId, mayWipe, answer = null) {
      await beforeCall('wipeAlone');
      return inTurn(async () => {
        if (games.has(gameId) && !(await mayWipe())) return false;
        wipe(gameId, answer);
        return true;
      });
    },
  };

  return {
    eventStore,
    hostResponses: {
      find: async (participantId, key) => hostResponses.get(mapKeyOf({ participantId, key })) ?? null,
      put: async (key, response) => keep({ key, response }),
    },
    exerciseLibrary: {
      read: async () => library[0] ?? null,
      async write(next, answer) {
        if ((library[0]?.revision ?? 0) !== next.revision - 1) return false;
        refuseTaken(answer);
        library[0] = next;
        if (answer !== null) keep(answer);
        return true;
      },
    },
    tickets: {
      async put(ticket) {
        if (ticket.gameId !== null) existingGame(contents, ticket.gameId);
        if (!tickets.has(ticket.hash)) tickets.set(ticket.hash, ticket);
      },
      find: async (hash) => tickets.get(hash) ?? null,
      async use(hash, at, answer = null) {
        const ticket = tickets.get(hash);
        if (ticket === undefined || ticket.usedAt !== null) return false;
        refuseTaken(answer);
        tickets.set(hash, { ...ticket, usedAt: at });
        if (answer !== null) keep(answer);
        return true;
      },
      async prune(at) {
        for (const [hash, { expiresAt }] of tickets) if (expiresAt < at) tickets.delete(hash);
      },
    },
  };
}

/** Throws `StorageError` if the batch cannot be written. */
function refuseInvalid(
  { games, tickets }: MemoryContents,
  { gameId, expectedSeq, events, responses, usedTickets }: Batch,
): void {
  const game = games.get(gameId);
  const found = game?.events.length ?? 0;
  if (found !== expectedSeq) {
    const message = `Game ${gameId} has another writer: event ${found} is the last one stored, ${expectedSeq} was expected.`;
    throw found > expectedSeq ? new ConflictError(message) : new StorageError(message);
  }
  for (const [index, { seq, event }] of events.entries()) {
    const due = expectedSeq + index + 1;
    if (seq !== due)
      throw new StorageError(`Event ${seq} of game ${gameId} does not follow event ${due - 1}.`);
    const isCodeTaken =
      event.type === 'game_created' && [...games.values()].some(({ code }) => code === event.code);
    if (isCodeTaken) throw new StorageError('Another game has this code.');
  }
  const isMade = game !== undefined || events.some(({ event }) => event.type === 'game_created');
  if (!isMade) throw new StorageError(`There is no game ${gameId}.`);
  const names = responses.map(({ key }) => mapKeyOf(key));
  // Those of a new game are claimed among all games.
  const answered = expectedSeq === 0 ? [...games.values()] : [game];
  const isTaken = (name: string) => answered.some((each) => each?.idempotencyRecords.has(name));
  if (new Set(names).size < names.length || names.some(isTaken)) throw keyTaken();
  for (const { hash } of usedTickets) {
    if (events.length === 0) throw new StorageError('A ticket is used up by the event that it causes.');
    const ticket = tickets.get(hash);
    if (ticket?.gameId !== gameId || ticket.usedAt !== null) throw new UsedTicketsError([hash]);
  }
}

function existingGame({ games }: MemoryContents, gameId: number): StoredGame {
  const game = games.get(gameId);
  if (game === undefined) throw new StorageError(`There is no game ${gameId}.`);
  return game;
}

function idOf({ games }: MemoryContents, matches: (game: StoredGame) => boolean): number | null {
  return [...games].find(([, game]) => matches(game))?.[0] ?? null;
}

function mapKeyOf({ participantId, key }: { readonly participantId: number; readonly key: string }): string {
  return `${participantId} ${key}`;
}
