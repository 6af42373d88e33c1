import { beforeEach, describe, expect, it, vi } from 'vitest';
import { inMemoryStorage } from '../../client/safe-storage.fake.ts';
import { createSeatStore } from './entry/seat-store.ts';
import { anna, mia, World } from './phone.harness.ts';

const TEN_MINUTES = 10 * 60_000;

let world: World;
beforeEach(() => {
  world = new World();
});

describe('the page opens', () => {
  it.each(['/', '/j/ABC234'])('by the cookie, whatever is stored, at %s', async (path) => {
    for (const stored of [null, '{', '[{"code":"ABC234","play', '{}']) {
      world = new World();
      world.cookies.add(10);
      if (stored !== null) world.storage.write('seats', stored);
      const { shown, seats } = world.load(path);
      expect(shown()).toBe('opening');
      await expect.poll(shown).toBe('10 by cookie');
      expect(world.address).toBe('/j/ABC234#seat=10');
      expect(seats.all()).toMatchObject([{ playerId: 10, name: 'Anna' }]);
      expect(world.joined).toEqual([]);
    }
  });

  it('in the seat that the address names, not in the one that storage still holds', async () => {
    world.cookies = new Set([10, 11]);
    createSeatStore(world.storage).save(anna);
    const { shown } = world.load('/j/ABC234', '#seat=11');
    await expect.poll(shown).toBe('11 by cookie');
  });

  it('in the seat that it brings from another address, or as ever if that is refused', async () => {
    world.cookies.add(11);
    world.brings = mia;
    const { phone, shown } = world.load('/j/ABC234', '#ticket=carry');
    expect(phone.getState()).toEqual({ at: 'opening', isMoving: true });
    await expect.poll(shown).toBe('11 by cookie');
    expect(world.address).toBe('/j/ABC234#seat=11');

    world.brings = null;
    const refused = world.load('/j/ABC234', '#ticket=carry');
    await expect.poll(refused.shown).toBe('11 by cookie');
    world.cookies.clear();
    world.storage = inMemoryStorage();
    const lost = world.load('/j/ABC234', '#ticket=carry');
    await expect.poll(lost.shown).toBe('entry ABC234 ""');
  });

  it('from storage while the host does not answer', async () => {
    createSeatStore(world.storage).save(mia);
    createSeatStore(world.storage).save(anna);
    world.isAway = true;
    const { shown } = world.load('/j/ABC234');
    await expect.poll(shown).toBe('10 by cookie');
  });

  it('at the entry where there is no seat', async () => {
    const { shown } = world.load('/j/ABC234');
    await expect.poll(shown).toBe('entry ABC234 ""');
  });

  it('at once for a link that moves a seat here', () => {
    world.cookies.add(10);
    expect(world.load('/j/ABC234', '#ticket=once').shown()).toBe('entry ABC234 ""');
  });
});

describe('a join whose answer was lost', () => {
  it('goes on after a reload, with the same name', async () => {
    await expect.poll(world.load('/j/ABC234').shown).toBe('entry ABC234 ""');
    world.becomes = 'lost';
    const { joining } = world.load('/j/ABC234');
    await expect(joining.join('ABC234', 'Leo')).rejects.toThrow('away');
    world.joined = [];
    world.becomes = 'arrives';
    const { shown } = world.load('/j/ABC234');
    await expect.poll(shown).toBe('12 by cookie');
    expect(world.joined).toEqual(['Leo']);
    // The answer has been read.
    world.cookies.clear();
    world.storage.remove('seats');
    await expect.poll(world.load('/j/ABC234').shown).toBe('entry ABC234 ""');
    expect(world.joined).toEqual(['Leo']);
  });

  const waiting = (at = 0) =>
    world.storage.write('joining', JSON.stringify({ version: 1, code: 'ABC234', name: 'Leo', at }));

  it('keeps the name while the host does not answer', async () => {
    waiting();
    world.becomes = 'lost';
    await expect.poll(world.load('/j/ABC234').shown).toBe('entry ABC234 "Leo"');
    await expect.poll(world.load('/j/ABC234').shown).toBe('entry ABC234 "Leo"');
  });

  it('is over once the host has refused', async () => {
    waiting();
    world.becomes = 'refused';
    await expect.poll(world.load('/j/ABC234').shown).toBe('entry ABC234 "Leo"');
    await expect.poll(world.load('/j/ABC234').shown).toBe('entry ABC234 ""');
  });

  it('leads to the PIN where the seat has moved on since: who joined again would be somebody else', async () => {
    waiting();
    world.becomes = 'moved on';
    const { phone, shown } = world.load('/j/ABC234');
    await expect.poll(shown).toBe('entry ABC234 "Leo"');
    const failed = 'no_right';
    expect(phone.getState()).toMatchObject({
      recovery: { typed: { player_name: 'Leo', seat_pin: '' }, failed },
    });
    expect(world.joined).toEqual(['Leo']);
  });

  it('belongs to its game and its ten minutes, and not to the page of somebody else', async () => {
    waiting();
    await expect.poll(world.load('/j/XYZ789').shown).toBe('entry XYZ789 ""');
    world.wall = TEN_MINUTES + 1;
    await expect.poll(world.load('/j/ABC234').shown).toBe('entry ABC234 ""');
    world.wall = 0;
    world.cookies.add(10);
    await expect.poll(world.load('/j/ABC234', '#seat=10').shown).toBe('10 by cookie');
    expect(world.joined).toEqual([]);
    // Scanned again: somebody on this phone wants to join.
    await expect.poll(world.load('/j/ABC234').shown).toBe('12 by cookie');
  });

  it.each(['{', '{"version":1}', '{"version":2,"code":"ABC234","name":"Leo","at":0}', '7'])(
    'is nothing if it was half written: %s',
    async (text) => {
      world.storage.write('joining', text);
      await expect.poll(world.load('/j/ABC234').shown).toBe('entry ABC234 ""');
    },
  );
});

describe('coming back with a PIN whose answer was lost', () => {
  const typed = { player_name: 'Anna', seat_pin: '1234' };
  const lose = async () => {
    world.becomes = 'lost';
    const { joining } = world.load('/j/ABC234');
    await expect(joining.recover('ABC234', typed)).rejects.toThrow('away');
    world.becomes = 'arrives';
    world.recovered = [];
  };
  const recoveryAt = async (path: string, hash = '') => {
    const { phone } = world.load(path, hash);
    await expect.poll(() => phone.getState().at).not.toBe('opening');
    const state = phone.getState();
    return state.at === 'entry' ? state.recovery : state.at;
  };

  it('opens the seat after a reload, and joins nobody', async () => {
    await lose();
    await expect.poll(world.load('/j/ABC234').shown).toBe('10 by cookie');
    expect(world.recovered).toEqual(['Anna 1234']);
    expect(world.joined).toEqual([]);
    // The answer has been read: nothing of the PIN is left.
    world.cookies.clear();
    world.storage.remove('seats');
    expect(await recoveryAt('/j/ABC234')).toBeNull();
    expect(world.recovered).toEqual(['Anna 1234']);
    expect(world.tabStorage.read('recovering')).toBeNull();
  });

  it('keeps what was typed while the host does not answer, and says why it was refused', async () => {
    await lose();
    world.becomes = 'lost';
    expect(await recoveryAt('/j/ABC234')).toEqual({ typed, failed: 'unreachable' });
    world.becomes = 'refused';
    expect(await recoveryAt('/j/ABC234')).toEqual({ typed, failed: 'wrong_pin' });
    expect(await recoveryAt('/j/ABC234')).toBeNull();
  });

  it('belongs to its tab, its game and its ten minutes, and not to the page of somebody else', async () => {
    await lose();
    expect(world.storage.read('recovering')).toBeNull();
    world.cookies.add(11);
    expect(await recoveryAt('/j/ABC234', '#seat=11')).toBe('game');
    world.cookies.clear();
    world.storage.remove('seats');
    world.wall = TEN_MINUTES + 1;
    expect(await recoveryAt('/j/ABC234')).toBeNull();
    expect(world.tabStorage.read('recovering')).toBeNull();
    world.wall = 0;
    await lose();
    expect(await recoveryAt('/j/XYZ789')).toBeNull();
    expect(world.recovered).toEqual([]);
  });

  it('is read as it was first written, and is nothing if that was half written', async () => {
    const written = '{"version":1,"code":"ABC234","name":"Anna","pin":"1234","at":0}';
    for (const text of ['{', '7', written.replace('1', '2'), written.replace('"1234"', '1234')]) {
      world.tabStorage.write('recovering', text);
      expect(await recoveryAt('/j/ABC234')).toBeNull();
    }
    expect(world.recovered).toEqual([]);
    world.tabStorage.write('recovering', written);
    await expect.poll(world.load('/j/ABC234').shown).toBe('10 by cookie');
  });

  it('is given up by whoever joins instead', async () => {
    await lose();
    world.becomes = 'lost';
    await expect(world.load('/j/XYZ789').joining.join('ABC234', 'Leo')).rejects.toThrow('away');
    expect(world.tabStorage.read('recovering')).toBeNull();
    await expect.poll(world.load('/j/ABC234').shown).toBe('entry ABC234 "Leo"');
    expect(world.recovered).toEqual([]);
  });
});

describe('a browser that keeps no cookies', () => {
  it('plays on by the token, also after a reload', async () => {
    world.keepsCookies = false;
    const { phone, shown } = world.load('/j/ABC234');
    await expect.poll(shown).toBe('entry ABC234 ""');
    phone.enter(anna);
    await expect.poll(shown).toBe('10 by token');
    expect(world.opened).toEqual(['10 by cookie', '10 by token']);
    await expect.poll(world.load('/j/ABC234').shown).toBe('10 by token');
    expect(world.joined).toEqual([]);
  });

  it('uses the cookie where only that was lost', async () => {
    createSeatStore(world.storage).save(anna);
    const { shown } = world.load('/j/ABC234');
    await vi.waitFor(() => expect(world.opened).toEqual(['10 by cookie', '10 by cookie']));
    expect(shown()).toBe('10 by cookie');
  });
});
