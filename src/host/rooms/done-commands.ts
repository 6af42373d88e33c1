/**
 * Which commands a game's log says were done, for those whose stored answers cannot be read: a command that comes again is never done
 * again, and its answer is made anew from what its events say.
 */
import { crc32 } from 'node:zlib';
import type { Moment } from '../../game/commands.ts';
import type { GameEvent, LoggedEvent } from '../../game/events.ts';
import { evolve } from '../../game/evolve.ts';
import type { GameState } from '../../game/state.ts';
import { commandIdOf, keyIdIn, keyIdOf } from '../storage/command-id.ts';
import type { EventStore, IdempotencyKey } from '../storage/event-store.ts';
import { KeyReusedError } from './key-reused-error.ts';

/** What a command has done. */
export interface DoneCommand {
  readonly commandId: string;
  /** The game just after it. */
  readonly state: GameState;
  /** When it was decided. */
  readonly moment: Moment;
  readonly events: readonly GameEvent[];
}

export interface DoneCommands {
  /**
   * What was done under these keys, by `keyIdOf`. Reads the log only where one of them may be in it. Rejects with `StorageError`.
   */
  find(keys: readonly IdempotencyKey[]): Promise<ReadonlyMap<string, DoneCommand>>;
  findOne(key: IdempotencyKey): Promise<DoneCommand | null>;
  /** Events that were appended to the log since the first look-up. */
  note(events: readonly LoggedEvent[]): void;
}

const NOTHING: ReadonlyMap<string, DoneCommand> = new Map();

export function createDoneCommands(
  eventStore: Pick<EventStore, 'read' | 'commandIds'>,
  gameId: number,
): DoneCommands {
  /** Short numbers, of which two may be alike: the log is asked then. Null: not read yet. */
  let known: Set<number> | null = null;

  const read = async (): Promise<Set<number>> => {
    const found = new Set<number>();
    for await (const ids of eventStore.commandIds(gameId))
      for (const id of ids) found.add(numberOf(keyIdIn(id)));
    return found;
  };

  const find: DoneCommands['find'] = async (keys) => {
    if (keys.length === 0) return NOTHING;
    known ??= await read();
    const numbers = known;
    const wanted = new Set(keys.map(keyIdOf).filter((keyId) => numbers.has(numberOf(keyId))));
    return wanted.size === 0 ? NOTHING : await readFromLog(eventStore, gameId, wanted);
  };

  return {
    find,
    findOne: async (key) => (await find([key])).get(keyIdOf(key)) ?? null,
    note(events) {
      for (const { cause } of known === null ? [] : events)
        if (cause !== undefined) known?.add(numberOf(keyIdIn(cause.commandId)));
    },
  };
}

/** Throws `KeyReusedError` if something else was requested under this key. */
export function requireSameRequest({ commandId }: DoneCommand, key: IdempotencyKey): void {
  if (commandId !== commandIdOf(key)) throw new KeyReusedError();
}

async function readFromLog(
  eventStore: Pick<EventStore, 'read'>,
  gameId: number,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, DoneCommand>> {
  const begun = new Map<string, readonly GameEvent[]>();
  const done = new Map<string, DoneCommand>();
  let state: GameState | null = null;
  for await (const logged of eventStore.read(gameId, 0)) {
    state = evolve(state, logged);
    const { cause, at, playMs, event } = logged;
    const keyId = cause === undefined ? null : keyIdIn(cause.commandId);
    if (cause === undefined || keyId === null || !wanted.has(keyId)) continue;
    const { commandId, left } = cause;
    const events = [...(begun.get(keyId) ?? []), event];
    begun.set(keyId, events);
    // Of one that lost its end nothing counts as done.
    if (left === 0) done.set(keyId, { commandId, state, moment: { at, playMs }, events });
  }
  return done;
}

/** In 31 bits, which a set keeps without an object for each. */
function numberOf(keyId: string): number {
  return crc32(keyId) >>> 1;
}
