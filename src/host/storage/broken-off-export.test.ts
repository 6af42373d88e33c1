/** An export that is being read while its game becomes another one breaks off: nobody takes a part for the whole, or for damage. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import type { Room } from '../rooms/room.ts';
import { RoomClosedError } from './event-store.ts';
import { temporaryFolder } from './events.fixtures.ts';
import { openHost, textOf, WITHOUT_KEY, type Host } from './frozen-game.harness.ts';
import { longGame } from './long-game.harness.ts';

/** More than the store reads at a time. */
const EVENTS = 600;
const folder = temporaryFolder();
let host: Host;
let backup: string;
let room: Room;

beforeEach(async () => {
  host = await openHost(folder.path);
  await host.archive.importGame(longGame(10), WITHOUT_KEY);
  backup = (await host.archive.backUp())?.name ?? '';
  const [only] = host.rooms.all();
  if (only === undefined) throw new Error('there is no game');
  room = only;
  const answer = () => ({ status: 200, body: '{}', secretsOf: null });
  const actor = { id: HOST_ACTOR_ID, role: 'banker' } as const;
  const rename = (count: number) =>
    only.execute({
      actor,
      command: { type: 'change_game', name: `Night ${count}` },
      key: null,
      answer,
      refuse: answer,
    });
  await Promise.all(Array.from({ length: EVENTS }, (_, count) => rename(count)));
});
afterEach(async () => {
  await host.close();
  folder.dispose();
});

const CHANGES: [string, () => Promise<unknown>][] = [
  ['restored', () => host.archive.restore(backup, room.state.code, WITHOUT_KEY)],
  ['wiped', () => host.rooms.wipe(room)],
];

it.each(CHANGES)('when it is %s after the first event', async (_how, change) => {
  expect(room.state.seq).toBeGreaterThan(EVENTS);
  const lines = host.archive.exportGame(room, 'real');
  const reader = lines[Symbol.asyncIterator]();
  await reader.next();
  await reader.next();
  await change();
  await expect(textOf({ [Symbol.asyncIterator]: () => reader })).rejects.toThrow(RoomClosedError);
  expect(host.store.health.current()).toBeNull();
});

it.each(CHANGES)('when it is %s before the first event', async (_how, change) => {
  const reader = host.archive.exportGame(room, 'real')[Symbol.asyncIterator]();
  await reader.next();
  await change();
  await expect(textOf({ [Symbol.asyncIterator]: () => reader })).rejects.toThrow(RoomClosedError);
  expect(host.store.health.current()).toBeNull();
});

it('unless it is another game that changes', async () => {
  const { body: other } = await host.archive.importGame(longGame(10), WITHOUT_KEY);
  const reader = host.archive.exportGame(room, 'real')[Symbol.asyncIterator]();
  await reader.next();
  await reader.next();
  const otherRoom = await host.rooms.byCode(other);
  if (otherRoom !== null) await host.rooms.wipe(otherRoom);
  const text = await textOf({ [Symbol.asyncIterator]: () => reader });
  expect(text.split('\n')).toHaveLength(room.state.seq);
});
