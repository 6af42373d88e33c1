import { beforeEach, expect, it } from 'vitest';
import { HostError } from '../../../client/host-client.ts';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import type { HeldSeat } from '../../../protocol/rest-schemas.ts';
import { joinUnlessHere } from './other-tabs.tsx';
import { createSeatStore, type SeatStore, type StoredSeat } from './seat-store.ts';

const mia: StoredSeat = { code: 'ABC234', playerId: 11, name: 'Mia', token: 't' };
const lena: StoredSeat = { ...mia, playerId: 12, name: 'Lena' };

let store: SeatStore;
let held: readonly HeldSeat[] | null;
let asked: number;
beforeEach(() => {
  store = createSeatStore(inMemoryStorage());
  held = [];
  asked = 0;
});

const heldSeat = ({ code, playerId, name }: StoredSeat): HeldSeat => ({
  participant_id: playerId,
  role: 'player',
  game_code: code,
  player_name: name,
  removed: false,
});
/** Null: somebody new has joined. */
async function find(name: string, keeps = true): Promise<StoredSeat | null> {
  const joined: StoredSeat = { ...mia, playerId: 99, name };
  const found = await joinUnlessHere(
    'ABC234',
    name,
    {
      seats: [mia],
      store,
      join: () => Promise.resolve(joined),
      api: {
        redeemTicket: () => Promise.reject(new HostError('')),
        heldSeats() {
          asked += 1;
          return held === null ? Promise.reject(new HostError('')) : Promise.resolve({ items: [...held] });
        },
      },
    },
    () => keeps,
  );
  return found === joined ? null : found;
}

it.each(['Lena', ' lena', 'LÉNA.'])(
  'is whoever types %j, as another tab has joined meanwhile',
  async (name) => {
    store.save(lena);
    expect(await find(name)).toEqual(lena);
    expect(asked).toBe(0);
  },
);

it('is the same where the host has given them a number, because there was a Lena already', async () => {
  store.save({ ...lena, name: 'Lena 2' });
  expect(await find('Lena')).toMatchObject({ playerId: 12 });
});

it('is somebody else with another name, in another game, and where the seat was there before', async () => {
  store.save(lena);
  expect(await find('Ben')).toBeNull();
  store.save(mia);
  expect(await find('Mia')).toBeNull();
  store.save({ ...lena, code: 'XYZ789', playerId: 13, name: 'Ben' });
  expect(await find('Ben')).toBeNull();
});

it('is what the host says in a browser that keeps nothing, and unknown while that does not answer', async () => {
  held = [heldSeat(lena)];
  expect(await find('Lena')).toBeNull();
  expect(await find('Lena', false)).toEqual({ ...lena, token: null });
  expect(await find('Ben', false)).toBeNull();
  held = null;
  expect(await find('Lena', false)).toBeNull();
  expect(asked).toBe(3);
});
