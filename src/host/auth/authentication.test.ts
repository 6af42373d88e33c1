import { describe, expect, it } from 'vitest';
import { evolve } from '../../game/evolve.ts';
import { TestGame } from '../../game/test-game.harness.ts';
import { createAuthentication, finalSeat } from './authentication.ts';
import { createCredentials } from './credentials.ts';

describe('the seat that is in use', () => {
  const ids = [2, 3, 4, 5];

  /** The ids at which the walk ends, from each player. */
  function ends(merges: readonly (readonly [number, number])[]): number[] {
    const game = new TestGame();
    for (const id of ids) game.join(id, 1);
    const state = merges.reduce(
      (before, [id, into]) =>
        evolve(before, {
          seq: before.seq + 1,
          at: 0,
          playMs: 0,
          by: 1,
          event: { type: 'participant_merged', id, into },
        }),
      game.state,
    );
    return ids.map((id) => finalSeat({ state }, state.participants.get(id) ?? game.participant(id)).id);
  }

  it('is the end of a chain of merges', () => {
    expect(
      ends([
        [2, 3],
        [3, 4],
      ]),
    ).toEqual([4, 4, 4, 5]);
  });

  it.each([1, 2, 3, 4])('is found even in a circle of %i', (length) => {
    const circle = ids.slice(0, length).map((id, index) => [id, ids[(index + 1) % length] ?? id] as const);
    for (const id of ends(circle)) expect(ids).toContain(id);
  });
});

describe('a request full of tokens that are made up', () => {
  it.each([
    ['has few of them examined, and none of their games opened', false, { examined: 2, lookedUp: 0 }],
    [
      'has none examined where all games are open: each would cost dozens of MACs',
      true,
      { examined: 0, lookedUp: 150 },
    ],
  ])('%s', async (_name, isSeatAtHand, expected) => {
    const credentials = createCredentials(new Uint8Array(32).fill(7));
    const [examined, lookedUp]: [string[], number[]] = [[], []];
    const authentication = createAuthentication({
      rooms: {
        isSeatAtHand: () => isSeatAtHand,
        async bySeat(id) {
          lookedUp.push(id);
          return null;
        },
      },
      credentials: {
        ...credentials,
        isTokenOfSome(token) {
          examined.push(token);
          return credentials.isTokenOfSome(token);
        },
      },
      hosts: [],
    });
    const ids = Array.from({ length: 150 }, (_, index) => index + 1);
    const cookieHeader = ids.map((id) => `${credentials.cookieName(id)}=${id}.${'a'.repeat(43)}`).join('; ');
    const identity = await authentication.authenticate({
      authorization: undefined,
      cookieHeader,
      seat: null,
      bodyPlayerId: null,
    });
    expect(identity).toEqual({ kind: 'none', presented: true });
    expect({ examined: examined.length, lookedUp: lookedUp.length }).toEqual(expected);
  });
});
