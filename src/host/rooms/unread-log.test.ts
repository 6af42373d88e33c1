/** A host on a log that others append to: nobody is answered by what it knew before they did. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DamagedDataError, NewerEventError, StorageError } from '../storage/event-store.ts';
import { emptyContents } from '../storage/memory-store.fake.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { settled } from './gates.fake.ts';
import { createNight, join, openTestedHost, run, type TestedHost } from './shared-log.harness.ts';

let one: TestedHost;
let other: TestedHost;
beforeEach(async () => {
  const [clock, contents] = [createManualClock(), emptyContents()];
  one = await openTestedHost(clock, contents);
  await createNight(one);
  other = await openTestedHost(clock, contents);
});
afterEach(() => Promise.all([one.rooms.close(), other.rooms.close()]));

it('nobody is answered by what a host knew before, while it cannot read on', async () => {
  await run(one, join(51));
  const { onEntered } = other.gates;
  other.gates.onEntered = (call) =>
    call === 'read' ? Promise.reject(new StorageError('away')) : onEntered(call);
  await expect(other.rooms.bySeat(51)).rejects.toThrow('away');
  await expect(other.rooms.catchUp(other.room().state.code)).rejects.toThrow('away');
  other.gates.onEntered = onEntered;
  expect((await other.rooms.bySeat(51))?.participant.name).toBe('P51');
});

it.each([
  ['by its code', () => other.rooms.byCode(one.room().state.code)],
  ['by a seat that joined meanwhile', async () => (await other.rooms.bySeat(51))?.room],
])('a game that was being read again is found %s as it was when it was asked for', async (_, find) => {
  const { gameId } = other.room().state;
  // Its log has been read by then, and its room is not open yet.
  other.gates.hold('readCheckpoint');
  const replacing = other.rooms.replace({
    gameIds: () => [gameId],
    key: null,
    step: () => Promise.resolve({ status: 204, body: '', secretsOf: null }),
  });
  await expect.poll(() => other.gates.waiting('readCheckpoint')).toBe(1);
  await run(one, join(51));
  const finding = find();
  await settled();
  await other.gates.releaseAll();
  expect((await finding)?.state.participants.get(51)?.name).toBe('P51');
  await replacing;
});

it('a game that somebody else’s asking has just opened is found as it was when it was asked for', async () => {
  const { code, gameId } = other.room().state;
  other.gates.hold('readCheckpoint');
  const replacing = other.rooms.replace({
    gameIds: () => [gameId],
    key: null,
    step: () => Promise.resolve({ status: 204, body: '', secretsOf: null }),
  });
  await expect.poll(() => other.gates.waiting('readCheckpoint')).toBe(1);
  await run(one, join(51));
  const first = other.rooms.byCode(code);
  other.gates.hold('read');
  await other.gates.release('readCheckpoint');
  await expect.poll(() => other.gates.waiting('read')).toBe(1);
  expect(other.room().state.participants.has(51)).toBe(false);
  const asFound = async () => (await other.rooms.byCode(code))?.state.participants.has(51);
  const second = asFound();
  await settled();
  await other.gates.releaseAll();
  expect(await second).toBe(true);
  await Promise.all([first, replacing]);
});

it('a game that could not be read on as it was opened is shown to nobody until it is', async () => {
  const { code, gameId } = other.room().state;
  other.gates.hold('readCheckpoint');
  const replacing = other.rooms.replace({
    gameIds: () => [gameId],
    key: null,
    step: () => Promise.resolve({ status: 204, body: '', secretsOf: null }),
  });
  await expect.poll(() => other.gates.waiting('readCheckpoint')).toBe(1);
  await run(one, join(51));
  other.gates.onEntered = (call) =>
    call === 'read' ? Promise.reject(new StorageError('away')) : Promise.resolve();
  await other.gates.release('readCheckpoint');
  await replacing;
  for (const _ of ['first', 'second']) await expect(other.rooms.byCode(code)).rejects.toThrow('away');
  other.gates.onEntered = () => Promise.resolve();
  expect((await other.rooms.byCode(code))?.state.participants.get(51)?.name).toBe('P51');
});

it('nobody waits for what others ask to be read meanwhile', async () => {
  other.gates.hold('read');
  const first = other.room().catchUp();
  await settled();
  const second = other.room().catchUp();
  await other.gates.release('read', new StorageError('away'));
  expect(await first).toEqual(new StorageError('away'));
  await other.gates.release('read');
  expect(await second).toBeNull();
});

it('damage that was found in what others have written keeps nobody from a game that is open', async () => {
  const room = other.room();
  other.gates.hold('read');
  const catchingUp = other.rooms.catchUp(room.state.code);
  await settled();
  await other.gates.release('read', new DamagedDataError('An event'));
  await expect(catchingUp).resolves.toBeUndefined();
  expect(other.room()).toBe(room);
});

it('a game that a newer version has gone on with is not shown any longer as it was', async () => {
  const room = other.room();
  other.gates.hold('read');
  const catchingUp = other.rooms.catchUp(room.state.code);
  await settled();
  await other.gates.release('read', new NewerEventError('event 7 of game 3'));
  await expect(catchingUp).resolves.toBeUndefined();
  await other.gates.releaseAll();
  await expect.poll(() => other.rooms.all()).not.toContain(room);
});

it('a room that has been replaced says so, rather than that it has read everything', async () => {
  const room = other.room();
  await room.close('Somebody restores it.');
  expect(await room.catchUp()).toMatchObject({ name: 'RoomClosedError', message: 'Somebody restores it.' });
});

it('a host that has the log for itself but cannot read it decides nothing, and does not try for ever', async () => {
  let ids = 500;
  one.gates.onEntered = async (call) => {
    if (call === 'append') await run(other, join((ids += 1)));
    if (call === 'appendAlone') one.gates.hold('read');
  };
  const answer = run(one, join(51));
  await expect.poll(() => one.gates.waiting('read')).toBe(1);
  await Promise.all([
    expect(answer).rejects.toThrow('An event of it is not as it was written'),
    one.gates.release('read', new DamagedDataError('An event of it is not as it was written')),
  ]);
  expect(one.gates.calls.filter((call) => call === 'appendAlone')).toHaveLength(1);
  one.gates.onEntered = () => Promise.resolve();
  await one.gates.releaseAll();
});
