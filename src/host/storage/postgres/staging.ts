/** Writes a whole game in many short transactions. Until it is published nobody can see it. */
import type { LoggedEvent } from '../../../game/events.ts';
import { ConflictError, StorageError } from '../event-store.ts';
import { importMark } from '../export/import-mark.ts';
import { codeOf } from '../folders/error-code.ts';
import type { Staging } from '../sqlite/staging.ts';
import type { Database, Session } from './database.ts';
import { UNIQUE_VIOLATION } from './failure.ts';
import { removeGame } from './game-removal.ts';
import { insertEvents, insertGame, insertResponses } from './game-rows.ts';
import { claimHostResponse } from './host-responses.ts';
import type { Hosts } from './lock-connection.ts';
import { claimKeysOfNewGame } from './new-game-keys.ts';
import { SHARED_NOW } from './shared-clock.ts';

const EVENTS_AT_ONCE = 1_000;

const PUBLISH = {
  name: 'publish_game',
  text: `update games set state = 'stored', last_seq = $2, last_checksum = $3 where game_id = $1 and state = 'staged'`,
};
/** It goes on from now: what has passed since its last event was elsewhere. */
const GOES_ON = {
  name: 'imported_game_goes_on',
  text: `
    insert into checkpoints (game_id, play_ms, at)
    select game_id, play_ms, ${SHARED_NOW} from events
      where game_id = $1 order by seq desc limit 1`,
};
const STAGED = { name: 'staged_game', text: "select 1 from games where game_id = $1 and state = 'staged'" };

/** Throws `ConflictError` where another host has taken the code. */
async function takeCode(session: Session, gameId: number, code: string): Promise<void> {
  try {
    await insertGame(session, { gameId, code, state: 'staged' });
  } catch (cause) {
    if (codeOf(cause) !== UNIQUE_VIOLATION) throw cause;
    throw new ConflictError('Another host has made a game with this code just now.', { cause });
  }
}

/** @param hosts one: it goes by its own clock, and sees by the last event how long ago a game was played; many: they go by the time that they share. */
export function openStaging(database: Database, hosts: Hosts): Staging {
  const discard = async (gameId: number): Promise<void> => {
    try {
      const { count } = await database.read((session) => session.run(STAGED, [gameId]));
      if (count > 0) await removeGame(database, gameId);
    } catch (error) {
      // The next start removes it.
      if (!(error instanceof StorageError)) throw error;
    }
  };

  const writeAll = async (gameId: number, code: string, events: readonly LoggedEvent[]): Promise<number> => {
    let checksum = 0;
    await database.write((session) => takeCode(session, gameId, code));
    for (let begin = 0; begin < events.length; begin += EVENTS_AT_ONCE) {
      const some = events.slice(begin, begin + EVENTS_AT_ONCE);
      const before = checksum;
      checksum = await database.write((session) => insertEvents(session, gameId, some, before));
    }
    return checksum;
  };

  return {
    // Nobody but its server knows that disk.
    ensureRoom: () => undefined,
    async stage(gameId, code, events) {
      try {
        const checksum = await writeAll(gameId, code, events);
        return { gameId, head: { seq: events.at(-1)?.seq ?? 0, checksum } };
      } catch (error) {
        await discard(gameId);
        throw error;
      }
    },
    publish: ({ gameId, head }, answer) =>
      database.write(async (session) => {
        if (answer !== null) await claimKeysOfNewGame(session, [answer]);
        const { count } = await session.run(PUBLISH, [gameId, head.seq, head.checksum]);
        if (count === 0) throw new StorageError('The game that was being imported is gone. Import it again.');
        if (hosts === 'many') await session.run(GOES_ON, [gameId]);
        if (answer === null) return;
        await insertResponses(session, gameId, [answer]);
        await claimHostResponse(session, { key: answer.key, response: importMark(gameId) });
      }),
    discard,
  };
}
