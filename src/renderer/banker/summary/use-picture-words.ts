import { useTranslation } from 'react-i18next';
import type { Challenge, Team } from '../../../protocol/entity-schemas.ts';
import { isFolded } from '../../shared/folded.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { directionOf } from '../../shared/locales/language.ts';
import { helpersOf, totalsOf } from '../../shared/results/evening-results.ts';
import { exerciseTotalText } from '../../shared/results/exercise-totals.ts';
import { finalStandings } from '../../shared/results/finale.ts';
import { useDeskFormat } from '../components/desk-format.ts';
import { useGame } from '../desk/desk-context.ts';
import type { ResultPicture } from './result-picture.ts';

/** How many names of one team are written out. */
const MOST_NAMES = 4;
/** How many exercises have room in a line. */
const EXERCISES_A_LINE = 3;
const MOST_EXERCISES = 6;

/** What the picture says, in the desk's language; with names of players only where they are asked for. */
export function usePictureWords(challenges: readonly Challenge[]): (hasNames: boolean) => ResultPicture {
  const { t, i18n } = useTranslation('results');
  const { t: tShared } = useTranslation('shared');
  const { t: tEvening } = useTranslation('evening');
  const format = useDeskFormat();
  const game = useGame((view) => view.game);
  const teams = useGame((view) => view.teams);
  const players = useGame((view) => view.players);

  const nameOf = (team: Team) => {
    const name = isolate(team.name);
    return isFolded(team) ? `${name} (${tShared('team.folded')})` : name;
  };
  const totals = () => {
    const { done, exercises } = totalsOf(challenges);
    const texts = exercises
      .slice(0, MOST_EXERCISES)
      .map((total) => exerciseTotalText(tShared, format, total));
    const more = exercises.length - texts.length;
    if (more > 0) texts.push(t('finale.more_exercises', { count: more, number: format.number(more) }));
    const lines = Array.from({ length: Math.ceil(texts.length / EXERCISES_A_LINE) }, (_, index) =>
      texts
        .slice(index * EXERCISES_A_LINE, (index + 1) * EXERCISES_A_LINE)
        .map(isolate)
        .join('   ·   '),
    );
    return [t('finale.totals_done', { count: done, number: format.number(done) }), ...lines];
  };
  const helpers = () => {
    const approveNames = game?.settings.approve_names !== false;
    return helpersOf(challenges, { teams, players, approveNames, compareNames: format.compareNames }).map(
      ({ team, names }) => {
        const known = names.slice(0, MOST_NAMES).map((name) => isolate(name ?? t('finale.somebody')));
        const more = names.length - known.length;
        if (more > 0) known.push(t('finale.more_names', { count: more, number: format.number(more) }));
        return format.labelled(isolate(team.name), format.list(known));
      },
    );
  };
  return (hasNames) => ({
    direction: directionOf(i18n.language),
    name: game?.name ?? '',
    day: game === null ? '' : format.day(game.created_at),
    rows: finalStandings(teams).map(({ team, place, built }) => ({
      team,
      name: nameOf(team),
      place: place === null ? '' : tEvening('standings.place', { number: format.number(place) }),
      built: built === 0 ? '' : t('finale.built', { count: built, number: format.number(built) }),
    })),
    totals: totals(),
    helpers: hasNames ? [t('finale.helpers_title'), ...helpers()] : [],
  });
}
