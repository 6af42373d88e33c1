/** In a process of its own: lives on in a folder with an event and an exercise given as JSON, and prints what came of it. */
import type { GameEvent } from '../game/events.ts';
import { readEvent } from '../game/read-event.ts';
import { EVENT_VERSION } from '../game/upcasters.ts';
import { FROZEN_CODE, continueGame } from './storage/frozen-game.harness.ts';
import { openSqliteStore } from './storage/sqlite/sqlite-store.ts';

/** What the program at hand makes of it, whatever program this is. Throws an Error for an event that it does not know. */
function known(found: unknown): GameEvent {
  const event = readEvent(found, EVENT_VERSION);
  if (typeof event === 'string') throw new Error(`The event is ${event} here.`);
  return event;
}

async function append(folder: string, event: GameEvent): Promise<void> {
  const store = openSqliteStore({ folder });
  const game = store.games.find(({ code }) => code === FROZEN_CODE);
  if (game === undefined) throw new Error('The frozen game is not there.');
  const { gameId, seq, playMs, createdAt: at } = game;
  const logged = { seq: seq + 1, at, playMs, by: 0, event };
  await store.eventStore.append({
    gameId,
    expectedSeq: seq,
    events: [logged],
    responses: [],
    usedTickets: [],
  });
  store.close();
}

const [folder = '', exercise = '', event = ''] = process.argv.slice(2);
const assigned = known({
  type: 'challenge_assigned',
  id: 1,
  exercise: JSON.parse(exercise) as unknown,
  durationSeconds: null,
});
if (assigned.type !== 'challenge_assigned') throw new Error('An exercise is assigned.');
const before = await continueGame(folder, assigned.exercise);
await append(folder, known(JSON.parse(event)));
const after = await continueGame(folder, assigned.exercise);
process.stdout.write(JSON.stringify({ before, after }));
