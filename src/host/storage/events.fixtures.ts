/** Events, batches and temporary folders for tests of stores. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GameEvent, LoggedEvent } from '../../game/events.ts';
import { DEFAULT_SETTINGS } from '../../game/state.ts';
import type { Batch, EventStore, IdempotencyRecord, StoredResponse, IdempotencyKey } from './event-store.ts';

export const BASE_TIME = Date.UTC(2026, 5, 12, 18);
/** Windows releases a file only a moment after the process that had it open has ended. */
const TRIES = 10;

/** A folder under its real path: on macOS the usual path is a link, and Windows may shorten names. Removed by `dispose`. */
export function temporaryFolder(): { readonly path: string; dispose(): void } {
  const path = realpathSync.native(mkdtempSync(join(tmpdir(), 'game-log-')));
  return {
    path,
    dispose() {
      rmSync(path, { recursive: true, force: true, maxRetries: TRIES });
    },
  };
}

export function logged(seq: number, event: GameEvent): LoggedEvent {
  return { seq, at: BASE_TIME + seq, playMs: seq * 10, by: 0, event };
}

export function batch(gameId: number, expectedSeq: number, ...events: readonly GameEvent[]): Batch {
  return {
    gameId,
    expectedSeq,
    events: events.map((event, index) => logged(expectedSeq + index + 1, event)),
    responses: [],
    usedTickets: [],
  };
}

export const codeOfGame = (gameId: number): string => `GAME${String(gameId).padStart(2, '0')}`;

export function created(gameId: number, name = 'Camp night'): GameEvent {
  const code = codeOfGame(gameId);
  return { type: 'game_created', gameId, code, name, teamCount: 4, settings: DEFAULT_SETTINGS };
}

export function joined(id: number, name: string): GameEvent {
  return {
    type: 'participant_joined',
    id,
    role: 'player',
    name,
    teamNumber: 1,
    approved: true,
    withoutPhone: false,
  };
}

export function requested(id: number): GameEvent {
  return { type: 'challenge_requested', id, playerId: 7, teamNumber: 1, building: 'farm', hasSchool: false };
}

export function response(
  key: string,
  body: string,
  participantId = 7,
): { readonly key: IdempotencyKey; readonly response: StoredResponse } {
  return {
    key: { participantId, key, requestHash: `hash of ${key}` },
    response: { status: 201, body, secretsOf: null },
  };
}

/** Writes a new game's first event; returns its id. */
export async function createGame(eventStore: EventStore, name?: string): Promise<number> {
  const gameId = await eventStore.nextId('game');
  await eventStore.append(batch(gameId, 0, created(gameId, name)));
  return gameId;
}

/** Every stored event after a seq. */
export async function readAll(eventStore: EventStore, gameId: number, afterSeq = 0): Promise<LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  for await (const one of eventStore.read(gameId, afterSeq)) events.push(one);
  return events;
}

/** The record under one key. Rejects if it is damaged. */
export async function idempotencyRecord(
  eventStore: EventStore,
  gameId: number,
  participantId: number,
  key: string,
): Promise<IdempotencyRecord | null> {
  const [record = null] = await eventStore.findIdempotencyRecords(gameId, [{ participantId, key }]);
  if (record === 'damaged') throw new Error(`The answer under ${key} is damaged.`);
  return record;
}
