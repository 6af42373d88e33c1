/** Evenings that are over and kept for a time only, on real PostgreSQL: first their names go, then all of them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOST_OWNER_ID } from '../../game/game-owner.ts';
import { findTestServer, runSql } from '../storage/postgres/postgres-server.harness.ts';
import { createHostTime } from '../time/clock.ts';
import { keepEvenings } from './keep-evenings.ts';
import type { Room } from './room.ts';
import { startOnDemandHosts, type OnDemandHosts, type TestedHost } from './rooms-on-demand.harness.ts';

const LIMIT_MS = 60_000;
const HOUR_MS = 3_600_000;
const KEEP = { keepEveningsDays: 1 };
/** Everything that is stored of games. */
const TEXTS = `select string_agg(text, ' ') as all from (
  select body as text from events union all select body from outcomes union all select code from games) as texts`;

const server = await findTestServer();

describe.skipIf(server.url === null)(`evenings that are over${server.note}`, { timeout: LIMIT_MS }, () => {
  let night: OnDemandHosts;
  beforeEach(async () => {
    night = await startOnDemandHosts(server.url ?? '');
  });
  afterEach(() => night.dispose());

  const texts = async (): Promise<string> => {
    const [row] = await runSql<{ all: string | null }>(night.database.url, TEXTS);
    return row?.all ?? '';
  };
  const codes = async (host: TestedHost): Promise<readonly string[]> =>
    (await host.list(HOST_OWNER_ID)).map(({ game_code: code }) => code);
  const join = (room: Room, name: string) =>
    night.run(
      room,
      { type: 'join', id: night.nextId(), role: 'player', name, teamNumber: 1, withoutPhone: false },
      `join of ${name}`,
    );
  /** A game with Berta in it, which asks and is answered. */
  const play = async (host: TestedHost): Promise<Room> => {
    const room = await night.roomOf(host, await night.create(host, 'Night of Berta'));
    await join(room, 'Berta');
    await night.run(room, { type: 'start' });
    return room;
  };
  const end = (room: Room) => night.run(room, { type: 'end', keepResults: false });
  /** So many hours later or soon after, once a host has looked. */
  const later = async (hours: number, isDone: () => Promise<boolean>): Promise<void> => {
    night.clock.advance(hours * HOUR_MS);
    const isDoneNow = () => {
      night.clock.advance(HOUR_MS / 4);
      return isDone();
    };
    await expect.poll(isDoneNow, { timeout: 10_000, interval: 100 }).toBe(true);
  };

  it('lose every name after the days that are given, and are wiped after as many again', async () => {
    const host = await night.open('one of several', KEEP);
    const room = await play(host);
    await end(room);
    const { seq, code } = room.state;
    await later(20, async () => (await host.list(HOST_OWNER_ID)).length === 1);
    expect(await texts()).toContain('Berta');
    await later(4, async () => !(await texts()).includes('Berta'));
    const nameless = await night.roomOf(host, code);
    expect(nameless.state.seq).toBe(seq);
    expect(nameless.state.name).toBe('Game');
    expect(
      nameless.state.participants
        .map(({ name }) => name)
        .valueSeq()
        .toArray(),
    ).toEqual(['Banker 1', 'Player 1']);
    expect(nameless.state.status).toBe('completed');
    await later(20, async () => (await codes(host)).length === 0);
    await expect.poll(texts, { timeout: 10_000 }).toBe('');
    expect(night.reports).toEqual([]);
  });

  it('are those alone that have ended: others keep their names', async () => {
    const host = await night.open('one of several', KEEP);
    const [over, running] = [await play(host), await play(host)];
    await end(over);
    await night.run(running, { type: 'pause', reason: 'banker' });
    await later(50, async () => (await codes(host)).length === 1);
    expect(await codes(host)).toEqual([running.state.code]);
    expect(await texts()).toContain('Berta');
  });

  it('that somebody goes on with are kept, with whatever names come then', async () => {
    const host = await night.open('one of several', KEEP);
    const room = await play(host);
    await end(room);
    await later(24, async () => !(await texts()).includes('Berta'));
    await night.run(await night.roomOf(host, room.state.code), { type: 'resume' });
    await later(50, async () => (await host.list(HOST_OWNER_ID)).length === 1);
    expect((await night.roomOf(host, room.state.code)).state.status).not.toBe('completed');
  });

  it('that somebody goes on with and ends again lose the names that came then, too, and are wiped', async () => {
    const host = await night.open('one of several', KEEP);
    const { code } = (await play(host)).state;
    await end(await night.roomOf(host, code));
    await later(24, async () => !(await texts()).includes('Berta'));
    const room = await night.roomOf(host, code);
    await night.run(room, { type: 'resume' });
    await join(room, 'Carla');
    await end(room);
    await later(20, async () => (await codes(host)).length === 1);
    expect(await texts()).toContain('Carla');
    await later(4, async () => !(await texts()).includes('Carla'));
    expect(await codes(host)).toEqual([code]);
    await later(24, async () => (await codes(host)).length === 0);
    expect(night.reports).toEqual([]);
  });

  describe.each(['the same host', 'another host'])(
    'that somebody goes on with on %s after they were listed',
    (which) => {
      /** Two hosts, of which the first looks once: what happens meanwhile happens between its listing and whatever follows. */
      const lookOnce = async (days: number, meanwhile: (room: Room) => Promise<unknown>) => {
        const [looking, other] = [await night.open(), await night.open()];
        const { code } = (await play(looking)).state;
        await end(await night.roomOf(looking, code));
        night.clock.advance((days * 24 + 1) * HOUR_MS);
        const listed: number[] = [];
        let hasLooked = false;
        const { endedGames, eventStore } = looking.store;
        const stop = keepEvenings({
          days: 1,
          endedGames: {
            ...endedGames,
            async list(before, named) {
              const found = await endedGames.list(before, named);
              if (found.length > 0 && listed.length === 0)
                await meanwhile(await night.roomOf(which === 'another host' ? other : looking, code));
              listed.push(...found);
              return found;
            },
          },
          rooms: looking.rooms,
          eventStore,
          clock: {
            after() {
              hasLooked = true;
              return () => undefined;
            },
          },
          hostTime: createHostTime(night.clock),
          report: (message) => night.reports.push(message),
        });
        await expect.poll(() => hasLooked, { timeout: 10_000 }).toBe(true);
        stop();
        expect(listed).toHaveLength(1);
        expect(night.reports).toEqual([]);
        return (await night.roomOf(looking, code)).state;
      };
      const goOn = (room: Room) => night.run(room, { type: 'resume' });

      it('are not wiped', async () => {
        expect((await lookOnce(2, goOn)).status).toBe('in_progress');
        expect(await texts()).toContain('Berta');
      });

      it('are not wiped either where they have been ended again', async () => {
        const again = await lookOnce(2, async (room) => {
          await goOn(room);
          await end(room);
        });
        expect(again.status).toBe('completed');
        expect(await texts()).toContain('Berta');
      });

      it('keep their names', async () => {
        expect(await lookOnce(1, goOn)).toMatchObject({ status: 'in_progress', name: 'Night of Berta' });
        expect(await texts()).toContain('Berta');
      });

      it('keep their names also where they have been ended again', async () => {
        const again = await lookOnce(1, async (room) => {
          await goOn(room);
          await end(room);
        });
        expect(again).toMatchObject({ status: 'completed', name: 'Night of Berta' });
        expect(await texts()).toContain('Berta');
      });
    },
  );

  it('lose their names once, whichever host comes first, and all show them so', async () => {
    const [one, other] = [await night.open('one of several', KEEP), await night.open('one of several', KEEP)];
    const room = await play(one);
    await end(room);
    await later(24, async () => !(await texts()).includes('Berta'));
    const { code } = room.state;
    const bothTold = async () => {
      night.clock.advance(HOUR_MS);
      return (await Promise.all([one.list(HOST_OWNER_ID), other.list(HOST_OWNER_ID)]))
        .flat()
        .every(({ name }) => name === 'Game');
    };
    await expect.poll(bothTold, { timeout: 15_000 }).toBe(true);
    expect((await night.roomOf(other, code)).state.name).toBe('Game');
  });

  it('are kept for ever where nobody has said how long', async () => {
    const host = await night.open();
    const room = await play(host);
    await end(room);
    night.clock.advance(100 * HOUR_MS);
    await night.rest(host);
    expect(await texts()).toContain('Berta');
    expect(await codes(host)).toEqual([room.state.code]);
  });
});
