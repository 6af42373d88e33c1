import { beforeEach, describe, expect, it } from 'vitest';
import { aGame, aPlayer } from '../../shared/shapes.fixtures.ts';
import { resolveDeskAccess, type HostGateway } from './desk-access.ts';
import { DESK_PAGES, parseRoute } from './desk-route.ts';

class Refused extends Error {}
class Away extends Error {}

interface GatewaySetup {
  /** Seats whose cookie this browser holds. */
  readonly cookies: readonly number[];
  /** What tickets open: participant id and game. */
  readonly tickets?: Readonly<Record<string, { seat: number; game: string | null }>>;
  readonly away?: boolean;
  /** False: what a ticket brings is not kept. */
  readonly keepsCookies?: boolean;
}

/** What a page keeps of its ways in, by their seats. */
let kept: Map<number, string>;
beforeEach(() => {
  kept = new Map();
});

function aGateway({ cookies, tickets = {}, away = false, keepsCookies = true }: GatewaySetup): HostGateway {
  const held = new Set(cookies);
  const admit = (seat: number) => {
    if (away) throw new Away();
    if (!held.has(seat)) throw new Refused();
  };
  return {
    apiFor: (seat) => ({
      games: async () => {
        admit(seat);
        return { items: [aGame({ game_code: 'ABC234' })], not_opened: [] };
      },
      me: async () => {
        admit(seat);
        return aPlayer({ player_id: seat, role: 'banker' });
      },
      heldSeats: async () => {
        if (away) throw new Away();
        const items = cookies.map((id) => ({
          participant_id: id,
          role: 'banker' as const,
          game_code: id === 0 ? null : 'ABC234',
          player_name: null,
          removed: false,
        }));
        return { items };
      },
      redeemTicket: async (ticket) => {
        if (away) throw new Away();
        const opens = tickets[ticket];
        if (opens === undefined) throw new Refused();
        if (keepsCookies) held.add(opens.seat);
        return { participant_id: opens.seat, role: 'banker', game_code: opens.game, token: 't' };
      },
    }),
    rights: {
      keep: ({ seat, gameCode, token }) => void kept.set(seat, `${gameCode} ${token}`),
      forget: (seat) => void kept.delete(seat),
    },
    reasonOf: (error) => (error instanceof Refused ? 'no' : error instanceof Away ? 'away' : 'unexpected'),
  };
}

const at = parseRoute;

describe('opening the desk', () => {
  it("opens the owner's desk by its ticket", async () => {
    const gateway = aGateway({ cookies: [], tickets: { fresh: { seat: 0, game: null } } });
    expect(await resolveDeskAccess(gateway, at('#ticket=fresh'), null)).toEqual({
      kind: 'owner',
      gameCode: null,
    });
  });

  it("opens an assistant's game by its ticket", async () => {
    const gateway = aGateway({ cookies: [], tickets: { fresh: { seat: 7, game: 'ABC234' } } });
    expect(await resolveDeskAccess(gateway, at('#ticket=fresh'), null)).toEqual({
      kind: 'assistant',
      gameCode: 'ABC234',
      seat: 7,
    });
  });

  const OWN_LINK = `owner.${'s'.repeat(43)}`;
  it.each([
    ['whoever runs the host', 'fresh', { seat: 0, game: null }, true, [[0, 'null t']]],
    ['an assistant', 'fresh', { seat: 7, game: 'ABC234' }, true, [[7, 'ABC234 t']]],
    // Their link stays good, and they sign out.
    ['a listed owner', OWN_LINK, { seat: 0, game: null }, true, []],
    // It is told so instead.
    ['a browser that keeps no cookies', 'fresh', { seat: 7, game: 'ABC234' }, false, []],
  ] as const)(
    'keeps the token in case somebody clears the cookies of %s',
    async (_who, ticket, opens, keepsCookies, expected) => {
      kept.set(opens.seat, 'of somebody before');
      const gateway = aGateway({ cookies: [], tickets: { [ticket]: opens }, keepsCookies });
      await resolveDeskAccess(gateway, at(`#ticket=${ticket}`), null);
      expect([...kept]).toEqual(expected);
    },
  );

  it('lets a browser with the cookie in even if the ticket was used', async () => {
    const access = await resolveDeskAccess(aGateway({ cookies: [0] }), at('#ticket=used'), null);
    expect(access).toEqual({ kind: 'owner', gameCode: null });
  });

  it('says so when the ticket was used and there is no cookie', async () => {
    const access = await resolveDeskAccess(aGateway({ cookies: [] }), at('#ticket=used'), null);
    expect(access).toEqual({ kind: 'no_right', ticketUsed: true });
    expect(await resolveDeskAccess(aGateway({ cookies: [] }), at(''), null)).toEqual({
      kind: 'no_right',
      ticketUsed: false,
    });
  });

  it('brings the banker back to the last game, in the last seat', async () => {
    const last = { seat: 0, gameCode: 'ABC234' };
    expect(await resolveDeskAccess(aGateway({ cookies: [0] }), at(''), last)).toEqual({
      kind: 'owner',
      gameCode: 'ABC234',
    });
    const assistant = { seat: 7, gameCode: 'ABC234' };
    expect(await resolveDeskAccess(aGateway({ cookies: [7] }), at(''), assistant)).toMatchObject({
      kind: 'assistant',
      seat: 7,
    });
  });

  it.each(['#seat=0', ...DESK_PAGES.map((page) => `#seat=0&page=${page}`), '#page=library'])(
    'shows what the address names, not the last game: %s',
    async (hash) => {
      for (const last of [null, { seat: 0, gameCode: 'ABC234' }, { seat: 7, gameCode: 'ABC234' }])
        expect(await resolveDeskAccess(aGateway({ cookies: [0] }), at(hash), last)).toEqual({
          kind: 'owner',
          gameCode: null,
        });
    },
  );

  it('has no page of the laptop for an assistant, whose last game it is', async () => {
    const last = { seat: 7, gameCode: 'ABC234' };
    for (const hash of ['#seat=7', '#seat=0', '#seat=7&page=players'])
      expect(await resolveDeskAccess(aGateway({ cookies: [7] }), at(hash), last)).toMatchObject(last);
  });

  it('shows the list when the remembered game is gone', async () => {
    const access = await resolveDeskAccess(aGateway({ cookies: [0] }), at('#game=XYZ234&seat=0'), null);
    expect(access).toEqual({ kind: 'owner', gameCode: null });
  });

  it('falls back to another seat this browser holds', async () => {
    const access = await resolveDeskAccess(aGateway({ cookies: [0] }), at('#game=ABC234&seat=7'), null);
    expect(access).toEqual({ kind: 'owner', gameCode: 'ABC234' });
  });

  it('finds the seat by the cookie alone, if the browser has stored nothing and the address says nothing', async () => {
    expect(await resolveDeskAccess(aGateway({ cookies: [7] }), at(''), null)).toEqual({
      kind: 'assistant',
      gameCode: 'ABC234',
      seat: 7,
    });
  });

  it.each([0, 7])('says so when the browser does not keep the cookie of seat %i', async (seat) => {
    const tickets = { fresh: { seat, game: seat === 0 ? null : 'ABC234' } };
    const gateway = aGateway({ cookies: [], tickets, keepsCookies: false });
    expect(await resolveDeskAccess(gateway, at('#ticket=fresh'), null)).toEqual({ kind: 'no_cookies' });
  });

  it('tells an unreachable host from a missing right', async () => {
    const gateway = aGateway({ cookies: [0], away: true });
    expect(await resolveDeskAccess(gateway, at('#ticket=fresh'), null)).toEqual({ kind: 'unreachable' });
    expect(await resolveDeskAccess(gateway, at(''), null)).toEqual({ kind: 'unreachable' });
  });
});
