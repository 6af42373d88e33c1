/** Runs in its own process: requests challenges as fast as it can, printing each acknowledged one, until it is killed. */
import { writeSync } from 'node:fs';
import { response, batch, createGame, requested } from '../events.fixtures.ts';
import { openSqliteStore } from './sqlite-store.ts';

const STDOUT = 1;
/** Stops here if it is not killed. */
const MAX_EVENTS = 20_000;

export interface Acknowledged {
  readonly gameId: number;
  readonly seq: number;
  readonly challengeId: number;
}

const { eventStore } = openSqliteStore({ folder: process.argv[2] ?? '' });
const gameId = await createGame(eventStore);
for (let seq = 2; seq < MAX_EVENTS; seq += 1) {
  const challengeId = await eventStore.nextId('challenge');
  const responses = [response(`key ${seq}`, `answer ${seq}`)];
  await eventStore.append({ ...batch(gameId, seq - 1, requested(challengeId)), responses });
  const acknowledged: Acknowledged = { gameId, seq, challengeId };
  writeSync(STDOUT, `${JSON.stringify(acknowledged)}\n`);
}
