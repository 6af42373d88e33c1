import { describe, expect, it } from 'vitest';
import { TestGame } from '../../../game/test-game.harness.ts';
import { runAtOnce } from '../../time/time-slices.ts';
import { renumber } from './renumber.ts';

describe('the owner of a game from a file', () => {
  it.each([
    ['the host’s owner', undefined, undefined],
    ['another one', 7, 7],
  ])('is who takes it in, and never whom the file names: %s', (_, ownerId, expected) => {
    const [created] = new TestGame().log;
    if (created?.event.type !== 'game_created') throw new Error('a log begins with its game');
    const theirs = { ...created, event: { ...created.event, ownerId: 9 } };
    const ids = { gameId: 3, code: 'NEWC23', participants: [], challenges: [], ownerId };
    const [event] = runAtOnce(renumber([theirs], ids)).map((logged) => logged.event);
    expect(event).toMatchObject({ type: 'game_created', gameId: 3 });
    expect(event !== undefined && 'ownerId' in event ? event.ownerId : undefined).toBe(expected);
  });
});
