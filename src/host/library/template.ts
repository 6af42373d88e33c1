/** What a template takes from a game, and the events by which a new game gets it. No name of anybody. */
import { teamName } from '../../game/catalogue-words.ts';
import { LANGUAGE_TAGS } from '../../game/enums.ts';
import type { GameEvent } from '../../game/events.ts';
import { newTeam } from '../../game/evolve-team.ts';
import type { GameState } from '../../game/state.ts';
import type { Settings } from '../../protocol/entity-schemas.ts';
import type { TemplateContents } from '../../protocol/library.ts';

/** The teams that play, numbered anew, and the rules. */
export function templateOf(
  { teams }: Pick<GameState, 'teams'>,
  settings: Settings,
): Pick<TemplateContents, 'teams' | 'settings'> {
  const playing = [...teams.values()].filter(({ foldedAt }) => foldedAt === null);
  return {
    teams: playing.map(({ number, name, colour, shape }) => ({
      name: isUnnamed(number, name) ? null : name,
      colour,
      shape,
    })),
    settings,
  };
}

/** Whether the team is called as it was at first, in whichever language. */
function isUnnamed(number: number, name: string): boolean {
  return LANGUAGE_TAGS.some((language) => name === teamName(language, number));
}

/** For a game that has just been created with as many teams. */
export function teamEvents(teams: TemplateContents['teams']): readonly GameEvent[] {
  return teams.flatMap(({ name, colour, shape }, index): GameEvent[] => {
    const number = index + 1;
    const fresh = newTeam(number);
    const change = { ...(name !== null && { name }), colour, shape };
    const isUnchanged = name === null && colour === fresh.colour && shape === fresh.shape;
    return isUnchanged ? [] : [{ type: 'team_changed', number, change }];
  });
}
