import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HostError } from '../../client/host-client.ts';
import { inMemoryStorage } from '../../client/safe-storage.fake.ts';
import { CLOSE_CODES } from '../../protocol/connection.ts';
import type { ProblemCode } from '../../protocol/problem-codes.ts';
import type { HeldSeat } from '../../protocol/rest-schemas.ts';
import { aGame, aPlayer } from '../shared/shapes.fixtures.ts';
import { createJoining } from './entry/joining.ts';
import { parseRoute } from './entry/phone-route.ts';
import { createSeatStore, type StoredSeat } from './entry/seat-store.ts';
import { aView } from './game-view.fixtures.ts';
import type { SeatSession } from './game/seat-session.ts';
import { createPhone, type Identification } from './phone.ts';

const TEN_MINUTES = 10 * 60_000;
const anna: StoredSeat = { code: 'ABC234', playerId: 10, name: 'Anna', token: 't10' };
const mia: StoredSeat = { ...anna, playerId: 11, name: 'Mia', token: 't11' };

const away = () => Promise.reject(new HostError('away'));
const refusedAs = (code: ProblemCode) => () =>
  Promise.reject(new HostError('', { problem: { type: '', title: '', status: 401, detail: '', code } }));

/** A browser at one address, and a host. */
class World {
  storage = inMemoryStorage();
  tabStorage = inMemoryStorage();
  /** Seats whose cookie the browser holds. */
  cookies = new Set<number>();
  keepsCookies = true;
  isAway = false;
  wall = 0;
  joined: string[] = [];
  recovered: string[] = [];
  opened: string[] = [];
  address = '';
  /** The seat that the page brings from another address of the laptop; null: that is refused; undefined: it brings none. */
  brings: StoredSeat | null | undefined;
  /** What becomes of the answer to a join, or to name and PIN. */
  becomes: 'arrives' | 'lost' | 'refused' = 'arrives';
  #close: ((code: number) => void) | null = null;

  load(path: string, hash = '') {
    const seats = createSeatStore(this.storage);
    const joining = createJoining({
      storage: this.storage,
      tabStorage: this.tabStorage,
      wall: () => this.wall,
      api: {
        recover: (code, { player_name: name, seat_pin: pin }) => {
          this.recovered.push(`${name} ${pin}`);
          if (this.becomes === 'lost') return away();
          if (this.becomes === 'refused') return refusedAs('no_right')();
          if (this.keepsCookies) this.cookies.add(10);
          const game = aGame({ game_code: code });
          return Promise.resolve({ player_id: 10, player_name: name, team_number: 1, token: 't10', game });
        },
        join: (code, { player_name: name }) => {
          this.joined.push(name);
          if (this.becomes === 'lost') return away();
          if (this.becomes === 'refused') return refusedAs('room_locked')();
          if (this.keepsCookies) this.cookies.add(12);
          const game = aGame({ game_code: code });
          return Promise.resolve({ player_id: 12, player_name: name, team_number: 1, token: 't12', game });
        },
      },
    });
    const phone = createPhone({
      arrive: this.brings === undefined ? null : () => Promise.resolve(this.brings ?? null),
      route: parseRoute({ pathname: path, hash }),
      seats,
      joining,
      heldSeats: () => Promise.resolve(this.isAway ? null : [...this.cookies].map(heldSeat)),
      open: (seat, by) => this.#open(seat, by),
      apiFor: ({ playerId, token }, by) => ({
        me: () => {
          if (by === 'token' && token !== null) {
            if (this.keepsCookies) this.cookies.add(playerId);
            return Promise.resolve(aPlayer({ player_id: playerId }));
          }
          return this.cookies.has(playerId)
            ? Promise.resolve(aPlayer({ player_id: playerId }))
            : refusedAs('no_right')();
        },
      }),
      setAddress: (address) => void (this.address = address),
      onError: (error) => {
        throw error;
      },
    });
    const shown = () => {
      const state = phone.getState();
      if (state.at === 'game') return `${state.session.seat.playerId} by ${state.session.by}`;
      return state.at === 'entry' ? `entry ${state.code} "${state.name}"` : state.at;
    };
    return { phone, seats, shown, joining };
  }

  #open(seat: StoredSeat, by: Identification): SeatSession {
    this.opened.push(`${seat.playerId} by ${by}`);
    const listeners = new Set<() => void>();
    let view = aView({ loaded: false, me: null });
    const isLetIn = by === 'token' || this.cookies.has(seat.playerId);
    this.#close = (code) => {
      view = { ...view, connection: 'closed', closeCode: code };
      for (const listener of listeners) listener();
    };
    if (!isLetIn) queueMicrotask(() => this.#close?.(CLOSE_CODES.unauthorised));
    const store = {
      getView: () => view,
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    return { seat, by, store, close: () => undefined } as unknown as SeatSession;
  }
}

function heldSeat(id: number): HeldSeat {
  const player_name = id === 10 ? 'Anna' : 'Mia';
  return { participant_id: id, role: 'player', game_code: 'ABC234', player_name, removed: false };
}

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
    expect(await recoveryAt('/j/ABC234')).toEqual({ typed, failed: 'no_right' });
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
