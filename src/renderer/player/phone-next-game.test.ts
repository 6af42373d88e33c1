/** How the phone follows its people to the next game, and comes back. */
import { beforeEach, describe, expect, it } from 'vitest';
import { CLOSE_CODES } from '../../protocol/connection.ts';
import { aGame, aPlayer } from '../shared/shapes.fixtures.ts';
import { createSeatStore, type StoredSeat } from './entry/seat-store.ts';
import { anna, World } from './phone.harness.ts';

let world: World;
beforeEach(() => {
  world = new World();
});

describe('the next game', () => {
  const playing = { loaded: true, me: aPlayer({ player_id: 10 }) };
  const over = (next: string | null) => ({
    ...playing,
    game: aGame({ game_code: 'ABC234', status: 'completed', next_game_code: next }),
  });
  const inNext: StoredSeat = {
    code: 'NXT234',
    playerId: 20,
    name: 'Anna',
    token: 't20',
    before: { code: 'ABC234', playerId: 10 },
  };
  const openIt = async () => {
    createSeatStore(world.storage).save(anna);
    world.cookies.add(10);
    world.next.set(10, inNext);
    const page = world.load('/j/ABC234');
    await expect.poll(page.shown).toBe('10 by cookie');
    return page;
  };

  it('is followed once, by whoever is told of it, and opens again after a reload', async () => {
    const { shown, seats } = await openIt();
    world.sees(over(null));
    expect(world.followed).toEqual([]);
    world.sees(over('NXT234'));
    world.sees({ ...over('NXT234'), seq: 2 });
    await expect.poll(shown).toBe('20 by cookie');
    expect(world.followed).toEqual(['10 by cookie']);
    expect(world.address).toBe('/j/NXT234#seat=20&before=ABC234.10');
    expect(seats.all()).toMatchObject([inNext, anna]);
    await expect.poll(world.load('/').shown).toBe('20 by cookie');
  });

  it('is followed by the token where there are no cookies', async () => {
    world.keepsCookies = false;
    const { phone, shown } = world.load('/j/ABC234');
    await expect.poll(shown).toBe('entry ABC234 ""');
    phone.enter(anna);
    await expect.poll(shown).toBe('10 by token');
    world.next.set(10, inNext);
    world.sees(over('NXT234'));
    await expect.poll(shown).toBe('20 by token');
  });

  it('leaves a seat that does not come along where it is', async () => {
    const { shown } = await openIt();
    world.next.clear();
    world.sees(over('NXT234'));
    await expect.poll(() => world.followed).toHaveLength(1);
    expect(shown()).toBe('10 by cookie');
  });

  it.each([CLOSE_CODES.gameWiped, CLOSE_CODES.unauthorised])(
    'leads back once it is gone (%d), and on to another one',
    async (closeCode) => {
      const { shown, seats } = await openIt();
      world.sees(over('NXT234'));
      await expect.poll(shown).toBe('20 by cookie');
      world.cookies.delete(20);
      world.gone.add(20);
      world.sees({ connection: 'closed', closeCode });
      await expect.poll(shown).toBe('10 by cookie');
      expect(seats.all()).toMatchObject([anna]);
      world.next.set(10, { ...inNext, code: 'LST234', playerId: 30 });
      world.sees(over('LST234'));
      await expect.poll(shown).toBe('30 by cookie');
    },
  );

  const deleteNext = () => {
    world.gone.add(20);
    world.cookies.delete(20);
    world.sees({ connection: 'closed', closeCode: CLOSE_CODES.gameWiped });
  };

  it('leads back however often the laptop is too busy to answer, or its answer is lost', async () => {
    const { shown } = await openIt();
    world.sees(over('NXT234'));
    await expect.poll(shown).toBe('20 by cookie');
    world.lost = 5;
    deleteNext();
    await expect.poll(shown).toBe('10 by cookie');
    expect([world.lost, world.waited]).toEqual([0, 10_000]);
  });

  it('leads back in a browser that lost its storage meanwhile', async () => {
    const { shown } = await openIt();
    world.sees(over('NXT234'));
    await expect.poll(shown).toBe('20 by cookie');
    world.storage.write('seats', '[]');
    deleteNext();
    await expect.poll(shown).toBe('10 by cookie');
  });

  describe('in a browser that lost its storage, and loads the page again', () => {
    const loadAgain = () => {
      const [path = '', hash = ''] = world.address.split('#');
      return world.load(path, `#${hash}`);
    };
    const losesStorage = async () => {
      await openIt();
      world.sees(over('NXT234'));
      await expect.poll(() => world.address).toBe('/j/NXT234#seat=20&before=ABC234.10');
      world.storage.write('seats', '[]');
    };

    it('leads back afterwards', async () => {
      await losesStorage();
      const { shown } = loadAgain();
      await expect.poll(shown).toBe('20 by cookie');
      deleteNext();
      await expect.poll(shown).toBe('10 by cookie');
    });

    it('has led back already if it is gone by then', async () => {
      await losesStorage();
      deleteNext();
      await expect.poll(loadAgain().shown).toBe('10 by cookie');
    });
  });

  it('is left for a look at the game before, which nobody is moved away from', async () => {
    const { phone, shown } = await openIt();
    world.sees(over('NXT234'));
    await expect.poll(shown).toBe('20 by cookie');
    phone.lookBack();
    expect(shown()).toBe('10 by cookie');
    expect(phone.getState()).toMatchObject({ looksBack: true });
    world.sees(over('NXT234'));
    expect(world.followed).toHaveLength(1);
    phone.reopen();
    world.sees(over('NXT234'));
    await expect.poll(shown).toBe('20 by cookie');
    expect(phone.getState()).toMatchObject({ looksBack: false });
  });

  it('is no longer looked back from once it is gone: the game before is played, and its next one followed', async () => {
    const { phone, shown } = await openIt();
    world.sees(over('NXT234'));
    await expect.poll(shown).toBe('20 by cookie');
    phone.lookBack();
    world.sees({ loaded: false, game: null });
    expect(phone.getState()).toMatchObject({ looksBack: true });
    world.sees(over('NXT234'));
    world.sees(over(null));
    expect(phone.getState()).toMatchObject({ looksBack: false });
    world.next.set(10, { ...inNext, code: 'LST234', playerId: 30 });
    world.sees(over('LST234'));
    await expect.poll(shown).toBe('30 by cookie');
  });

  it('is told apart from a game that was wiped and continued none', async () => {
    const { shown } = await openIt();
    world.sees({ ...playing, connection: 'closed', closeCode: CLOSE_CODES.gameWiped });
    expect(shown()).toBe('10 by cookie');
    expect(world.opened).toEqual(['10 by cookie']);
  });
});
