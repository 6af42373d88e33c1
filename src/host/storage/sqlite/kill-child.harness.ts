/** For tests, in a process of its own: asks for challenges as fast as it can, saying each acknowledged one, until killed. */
import { writeSync } from 'node:fs';
import { answered, batch, begin, requested } from '../game-log.fixtures.ts';
import { openLog } from './sqlite-store.ts';

const STDOUT = 1;
/** Stops by itself when nobody kills it. */
const MOST = 20_000;

export interface Acknowledged {
  readonly gameId: number;
  readonly seq: number;
  readonly challengeId: number;
}

const { eventStore } = openLog({ folder: process.argv[2] ?? '' });
const gameId = await begin(eventStore);
for (let seq = 2; seq < MOST; seq += 1) {
  const challengeId = await eventStore.nextId('challenge');
  const outcomes = [answered(`key ${seq}`, `answer ${seq}`)];
  await eventStore.append({ ...batch(gameId, seq - 1, requested(challengeId)), outcomes });
  const acknowledged: Acknowledged = { gameId, seq, challengeId };
  writeSync(STDOUT, `${JSON.stringify(acknowledged)}\n`);
}
