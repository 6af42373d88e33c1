import { beforeEach, describe, expect, it } from 'vitest';
import { type HostClient, HostError, type SpareRight } from '../../client/host-client.ts';
import { inMemoryStorage } from '../../client/safe-storage.fake.ts';
import type { Player } from '../../protocol/entity-schemas.ts';
import { aPlayer } from '../shared/shapes.fixtures.ts';
import { resolveBoardAccess } from './board-access.ts';
import { type BoardRights, createBoardRights } from './board-rights.ts';
import { parseRoute, routeHash } from './board-route.ts';

type Calls = Pick<HostClient, 'redeemTicket' | 'me' | 'heldSeats'>;
const refused = new HostError('', {
  problem: { type: 'about:blank', title: '', status: 401, detail: '', code: 'no_right' },
  unknownOutcome: false,
});
const away = new HostError('');

const SEAT = { gameCode: 'ABC234', participantId: 7 };

const api = (given: Partial<Calls>) => () => given as Calls;

describe('the address of the board', () => {
  it('is read back as written, without a ticket', () => {
    const seat = { gameCode: 'ABC234', participantId: 7 };
    expect(parseRoute(routeHash(seat))).toEqual({ ticket: null, seat });
  });

  it.each(['', '#', '#game=ABC234', '#seat=7', '#game=ABC234&seat=x', '#game=O0&seat=7'])(
    'names no seat in "%s"',
    (fragment) => {
      expect(parseRoute(fragment)).toEqual({ ticket: null, seat: null });
    },
  );
});

describe('the way in', () => {
  let rights: BoardRights;
  beforeEach(() => {
    rights = createBoardRights(inMemoryStorage());
  });
  const route = parseRoute('#ticket=once');

  it("opens with the board's ticket", async () => {
    const redeemTicket = () =>
      Promise.resolve({ participant_id: 7, role: 'board' as const, game_code: 'ABC234', token: 't' });
    for (const me of [() => Promise.resolve(aPlayer({ role: 'board' })), () => Promise.reject(away)]) {
      expect(await resolveBoardAccess(api({ redeemTicket, me }), rights, route)).toEqual({
        kind: 'seat',
        seat: { gameCode: 'ABC234', participantId: 7 },
        // Should somebody clear the cookies.
        spareRight: { path: '/games/ABC234/me', token: 't' },
      });
    }
    // Its cookie came with that answer.
    rights = createBoardRights(inMemoryStorage());
    const me = () => Promise.reject(refused);
    expect(await resolveBoardAccess(api({ redeemTicket, me }), rights, route)).toEqual({
      kind: 'no_cookies',
    });
    expect(rights.find(SEAT)).toBeUndefined();
  });

  it('opens by the cookie alone, if the address names no seat', async () => {
    const held = { role: 'board', game_code: 'ABC234', player_name: 'Board', removed: false } as const;
    const heldSeats = () => Promise.resolve({ items: [{ ...held, participant_id: 7 }] });
    const me = () => Promise.resolve(aPlayer({ role: 'board' }));
    expect(await resolveBoardAccess(api({ heldSeats, me }), rights, parseRoute(''))).toEqual({
      kind: 'seat',
      seat: { gameCode: 'ABC234', participantId: 7 },
    });
    const none = () => Promise.resolve({ items: [] });
    expect(await resolveBoardAccess(api({ heldSeats: none }), rights, parseRoute(''))).toEqual({
      kind: 'no_right',
    });
  });

  it('comes back after a reload by the token that its browser keeps, until that opens nothing', async () => {
    rights.keep(SEAT, 't');
    const address = parseRoute(routeHash(SEAT));
    const tokens: (string | undefined)[] = [];
    const answers = (me: () => Promise<Player>) => (_seat: number | undefined, spare?: SpareRight) => {
      tokens.push(spare?.token);
      return { me } as Partial<Calls> as Calls;
    };
    const spareRight = { path: '/games/ABC234/me', token: 't' };
    for (const kind of ['seat', 'away'] as const) {
      const me = () => (kind === 'seat' ? Promise.resolve(aPlayer({ role: 'board' })) : Promise.reject(away));
      const access = kind === 'seat' ? { kind, seat: SEAT, spareRight } : { kind };
      expect(await resolveBoardAccess(answers(me), rights, address)).toEqual(access);
    }
    const closed = answers(() => Promise.reject(refused));
    expect(await resolveBoardAccess(closed, rights, address)).toEqual({ kind: 'no_right' });
    await resolveBoardAccess(closed, rights, address);
    expect(tokens).toEqual(['t', 't', 't', undefined]);
  });

  it('does not open with a banker’s ticket', async () => {
    const redeemTicket = () =>
      Promise.resolve({ participant_id: 7, role: 'banker' as const, game_code: 'ABC234', token: 't' });
    expect(await resolveBoardAccess(api({ redeemTicket }), rights, route)).toEqual({ kind: 'no_right' });
  });

  it('is refused for a used ticket, and unknown while the laptop is away', async () => {
    expect(
      await resolveBoardAccess(api({ redeemTicket: () => Promise.reject(refused) }), rights, route),
    ).toEqual({
      kind: 'no_right',
    });
    expect(
      await resolveBoardAccess(api({ redeemTicket: () => Promise.reject(away) }), rights, route),
    ).toEqual({
      kind: 'away',
    });
  });
});
