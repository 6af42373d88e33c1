/** How one of the banker's own exercises is done for a player, and what of the library is offered instead of an exercise. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEEDS, type Need } from './enums.ts';
import { ownOffers, type LibraryOffer } from './own-offers.ts';
import { OWN_HOPS, playerActor, startTestGame, type TestGame } from './test-game.harness.ts';
import { suitabilityOf } from './variants.ts';
import { ownWayOf } from './worded-exercise.ts';

function say(game: TestGame, needs: Need[]) {
  return game.execute({ type: 'change_participant', id: 11, change: { needs } }, playerActor(11));
}

function give(game: TestGame) {
  game.request(101, 11);
  game.execute({ type: 'assign', id: 101, exercise: OWN_HOPS, durationSeconds: 60 });
}

function wayOf(game: TestGame): string | undefined {
  const { exercise } = game.challenge(101);
  return exercise === null ? undefined : ownWayOf(exercise);
}

describe("one of the banker's own", () => {
  it.each([
    [['seated'], 'Lift both feet over the rope'],
    [['quiet'], 'Step over the rope'],
    [['seated', 'quiet'], 'Lift both feet over the rope'],
    [['one_handed'], undefined],
    [['no_floor'], undefined],
    [[], undefined],
  ] as const)('is done by whoever needs %j in the way that suits', (needs, way) => {
    const game = startTestGame();
    say(game, [...needs]);
    give(game);
    expect(wayOf(game)).toBe(way);
    expect(game.challenge(101).exercise).toMatchObject({ description: 'Hops over the rope', target: 12 });
  });

  it('changes with the needs, keeps its time, and keeps its way when only the amount changes', () => {
    const game = startTestGame();
    give(game);
    game.advance(10_000);
    expect(say(game, ['seated']).map(({ type }) => type)).toEqual([
      'participant_changed',
      'challenge_changed',
    ]);
    expect(wayOf(game)).toBe('Lift both feet over the rope');
    expect(game.remainingMs(101)).toBe(50_000);
    const change = (exercise: { type?: string; description?: string; target?: number }) =>
      game.execute({ type: 'change_challenge', id: 101, exercise, extendSeconds: 0 });
    change({ target: 5 });
    expect(game.challenge(101).exercise).toMatchObject({ ...OWN_HOPS, target: 5, variant: 'seated' });
    expect(change({ ...OWN_HOPS, target: 5 })).toEqual([]);
    change({ type: 'custom', description: 'Claps' });
    expect(game.challenge(101).exercise).toEqual({
      type: 'custom',
      description: 'Claps',
      target: 5,
      fromCatalogue: false,
    });
  });

  it('is swapped for another way of the same, with its amount, and back', () => {
    const game = startTestGame();
    say(game, ['quiet']);
    give(game);
    const swap = { type: 'swap_exercise', id: 101, exercise: 'custom' } as const;
    game.execute({ ...swap, variant: 'seated' }, playerActor(11));
    expect(wayOf(game)).toBe('Lift both feet over the rope');
    game.execute({ ...swap, variant: null }, playerActor(11));
    expect(wayOf(game)).toBeUndefined();
    expect(game.expectRejection({ ...swap, variant: 'standing' }).code).toBe('challenge_status');
    game.execute({ ...swap, exercise: 'squats' });
    expect(game.challenge(101).exercise).toEqual({
      type: 'squats',
      target: 20,
      description: '20 squats',
      fromCatalogue: true,
    });
    expect(game.expectRejection(swap).code).toBe('challenge_status');
  });

  it('takes the place of one of the catalogue, in the way that suits; what the library lacks does not', () => {
    const game = startTestGame();
    say(game, ['seated']);
    game.request(101, 11);
    const burpees = { type: 'burpees', target: 15 };
    game.execute({ type: 'assign', id: 101, exercise: burpees, durationSeconds: 60 });
    const swap = { type: 'swap_exercise', id: 101 } as const;
    expect(game.expectRejection({ ...swap, exercise: null })).toEqual({
      code: 'not_found',
      missing: 'exercise',
    });
    game.execute({ ...swap, exercise: OWN_HOPS }, playerActor(11));
    expect(game.challenge(101).exercise).toEqual({ ...OWN_HOPS, fromCatalogue: false, variant: 'seated' });
    game.execute({ type: 'undo', id: 101 }, playerActor(11));
    expect(game.challenge(101).exercise).toMatchObject(burpees);
  });
});

describe('what is offered of the library', () => {
  const offer = (id: number, muscles: LibraryOffer['muscles'], known: Partial<LibraryOffer['given']>) => ({
    id,
    muscles,
    given: { type: 'custom', description: `Own ${id}`, target: id, ...known },
  });
  const LIBRARY: readonly LibraryOffer[] = [
    offer(1, 'arms', { meets: ['quiet'], ways: [] }),
    offer(2, 'legs', { meets: [], ways: [{ variant: 'seated', meets: [...NEEDS], how: 'Sit' }] }),
    offer(3, null, { meets: [...NEEDS], ways: [] }),
    offer(4, 'core', {}),
    { id: 5, muscles: 'arms', given: OWN_HOPS },
  ];
  const hops = { ...OWN_HOPS, fromCatalogue: false };
  const plank = { type: 'plank', target: 60, description: 'Plank for 60 seconds', fromCatalogue: true };

  it('meets the needs in some way, is known to work other muscles, and stays the same', () => {
    fc.assert(
      fc.property(fc.subarray([...NEEDS]), fc.nat(), fc.constantFrom(hops, plank), (needs, seed, current) => {
        const offers = ownOffers(current, needs, { library: LIBRARY, seed });
        expect(ownOffers(current, needs, { library: LIBRARY, seed })).toEqual(offers);
        for (const { libraryId, given, variant } of offers) {
          const meets = given.ways?.find((way) => way.variant === variant)?.meets ?? given.meets ?? [];
          expect(needs.filter((need) => !meets.includes(need))).toEqual([]);
          if (libraryId === null) continue;
          const worked = current === hops ? 'arms' : 'core';
          expect([null, worked]).not.toContain(LIBRARY[libraryId - 1]?.muscles);
          expect(suitabilityOf(given, needs)).not.toMatch(/unmet|unknown/);
        }
        expect(offers.filter(({ libraryId }) => libraryId !== null)).toEqual(offers.slice(-1));
      }),
    );
  });

  it('is never what the player has already: the same way, or the same words', () => {
    const ways = ownOffers({ ...hops, variant: 'seated' }, [], { library: [], seed: 0 });
    expect(ways.map(({ variant }) => variant)).toEqual(['low_impact']);
    const sameWords = offer(9, 'arms', { description: plank.description, meets: [...NEEDS], ways: [] });
    expect(ownOffers(plank, [], { library: [sameWords], seed: 0 })).toEqual([]);
  });

  it('is nothing without a library but other ways of the same', () => {
    const offers = ownOffers({ ...hops, variant: 'seated' }, ['quiet'], { library: [], seed: 0 });
    expect(offers.map(({ libraryId, variant }) => [libraryId, variant])).toEqual([[null, 'low_impact']]);
  });
});
