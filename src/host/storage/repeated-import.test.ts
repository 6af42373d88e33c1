/** One import that two hosts of one store are asked for at once: whoever repeats it gets the answer that was given. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createArchive, type ArchiveOptions } from './archive.ts';
import { temporaryFolder } from './events.fixtures.ts';
import { openHost, type Host } from './frozen-game.harness.ts';

const EXPORT = readFileSync(join(import.meta.dirname, 'frozen', 'export-1.jsonl'));

let folder: ReturnType<typeof temporaryFolder>;
let other: Host;
beforeEach(async () => {
  folder = temporaryFolder();
  other = await openHost(folder.path);
});
afterEach(async () => {
  await other.close();
  folder.dispose();
});

/** An import whose answer says which host gave it, and thereby is another one on every host, as one with the time of day is. */
const askedOf = (host: string) => ({
  key: { participantId: 0, key: 'import', requestHash: 'h' },
  answer: () => ({ status: 201, body: host, secretsOf: null }),
});

/** The store of a host that is slow: this happens, once, when it has looked for the answer, or for the mark. */
function storeAfter(search: 'answer' | 'mark', step: () => Promise<unknown>): ArchiveOptions['store'] {
  let isOver = false;
  const after = async <Found>(made: typeof search, found: Promise<Found>) => {
    const result = await found;
    if (isOver || made !== search) return result;
    isOver = true;
    await step();
    return result;
  };
  const { store } = other;
  const { eventStore, hostResponses } = store;
  return {
    ...store,
    eventStore: {
      ...eventStore,
      findIdempotencyRecordInAnyGame: (id, key) =>
        after('answer', eventStore.findIdempotencyRecordInAnyGame(id, key)),
    },
    hostResponses: {
      ...hostResponses,
      find: (id, key) => after('mark', hostResponses.find(id, key)),
    },
  };
}

it.each(['answer', 'mark'] as const)(
  'gives the answer of the host that was quicker after this one had looked for the %s',
  async (search) => {
    const { rooms, archive } = other;
    const store = storeAfter(search, () => archive.importGame(EXPORT, askedOf('other')));
    const one = createArchive({ store, rooms, now: Date.now, report: expect.unreachable });
    expect(await one.importGame(EXPORT, askedOf('one'))).toMatchObject({ body: 'other', isRepeat: true });
    expect(rooms.all()).toHaveLength(1);
  },
);
