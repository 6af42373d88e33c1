import { expect, it } from 'vitest';
import type { Participant } from '../../game/state.ts';
import { RoomHarness } from '../rooms/room.harness.ts';
import { Snapshots } from './snapshots.ts';

it('a player gets every team mate once, itself first and with its own private fields', async () => {
  const harness = await RoomHarness.create();
  for (const id of [51, 52, 53]) await harness.player(id, 1);
  await harness.player(60, 2);
  const snapshots = new Snapshots(harness.room, ({ id }) => `pin of ${id}`);
  const idsFor = (seat: Participant) => {
    const { players } = JSON.parse(snapshots.textFor(seat)) as {
      players: { player_id: number; seat_pin?: string }[];
    };
    return players.map(({ player_id: id, seat_pin: pin }) => [id, pin]);
  };
  const seat = (id: number) => {
    const found = harness.room.state.participants.get(id);
    if (found === undefined) throw new Error(`no participant ${id}`);
    return found;
  };
  expect(idsFor(seat(51))).toEqual([[51, 'pin of 51'], [52], [53]].map(([id, pin]) => [id, pin]));
  expect(idsFor(seat(52))).toEqual([[52, 'pin of 52'], [51], [53]].map(([id, pin]) => [id, pin]));
  expect(idsFor(seat(53))).toEqual([[53, 'pin of 53'], [51], [52]].map(([id, pin]) => [id, pin]));
  expect(idsFor(seat(60))).toEqual([[60, 'pin of 60']]);
  await harness.stop();
});
