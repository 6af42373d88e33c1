import { expect, it } from 'vitest';
import { fold } from '../../game/evolve.ts';
import { DEFAULT_SETTINGS } from '../../game/state.ts';
import { TestGame } from '../../game/test-game.harness.ts';
import type { Settings } from '../../protocol/entity-schemas.ts';
import { teamEvents, templateOf } from './template.ts';

it('a team that nobody named is called as in the language of each game', () => {
  const french = new TestGame({ language: 'fr' }, 2);
  french.execute({ type: 'change_team', number: 2, change: { name: 'Renards', shape: 'star' } });
  const { teams } = templateOf(french.state, {} as Settings);
  expect(teams.map(({ name }) => name)).toEqual([null, 'Renards']);

  const spanish = new TestGame({ ...DEFAULT_SETTINGS, language: 'es' }, 2);
  const log = [...spanish.log];
  for (const event of teamEvents(teams)) spanish.append(event, 1);
  expect(
    spanish.state.teams
      .valueSeq()
      .map(({ name }) => name)
      .toArray(),
  ).toEqual(['Equipo 1', 'Renards']);
  expect(fold(log).teams.get(2)?.name).toBe('Equipo 2');
});
