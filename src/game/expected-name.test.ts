/** An approval that was meant for one name is none of another one, which nobody has looked at. */
import { expect, it } from 'vitest';
import { BANKER_ACTOR, playerActor, startTestGame } from './test-game.harness.ts';

it('approves the name that is meant, and none that came instead of it', () => {
  const game = startTestGame({ approveNames: true, ownNameInPlay: true });
  const rename = (name: string) =>
    game.execute({ type: 'change_participant', id: 11, change: { name } }, playerActor(11));
  const approval = {
    type: 'change_participant',
    id: 11,
    change: { approved: true },
    expectedName: 'Player 11',
  } as const;
  rename('Rude');
  expect(game.expectRejection(approval, BANKER_ACTOR)).toEqual({ code: 'name_changed' });
  expect(game.participant(11)).toMatchObject({ name: 'Rude', approved: false });
  rename('Player 11');
  game.execute(approval, BANKER_ACTOR);
  expect(game.participant(11)).toMatchObject({ name: 'Player 11', approved: true });
});
