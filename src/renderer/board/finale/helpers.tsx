import { clsx } from 'clsx';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge, Player, Team } from '../../../protocol/entity-schemas.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { lettersWide } from '../../shared/fit-words.ts';
import { useFormat } from '../../shared/format.ts';
import { helpersOf, type TeamHelpers } from '../../shared/results/evening-results.ts';
import { usePageTurns } from '../hooks/use-page-turns.ts';
import { pageOf } from '../model/pages.ts';
import { FinaleHead } from './finale-head.tsx';
import css from './helpers.module.css';

/** How many names of one team have room; with many teams, fewer. The others take turns. */
const MOST_NAMES = 7;
const MOST_NAMES_OF_MANY = 4;
const FEW_TEAMS = 4;
/** So many have room below each other on a wall that is nearly as high as wide. */
const SOME_TEAMS = 8;
/** Of names with wider ones, not two stand beside each other. */
const WIDE_NAME = 24;

interface HelpersProps {
  readonly challenges: readonly Challenge[];
  readonly teams: readonly Team[];
  readonly players: readonly Player[];
  readonly approveNames: boolean;
}

/** Who did most for each team. Teams come by their letters, so that nobody is the last of anything. */
export function Helpers({ challenges, teams, players, approveNames }: HelpersProps) {
  const { t } = useTranslation('results');
  const { compareNames } = useFormat();
  const helpers = useMemo(
    () => helpersOf(challenges, { teams, players, approveNames, compareNames }),
    [challenges, teams, players, approveNames, compareNames],
  );
  const turns = usePageTurns();
  const isMany = helpers.length > FEW_TEAMS;
  const slots = isMany ? MOST_NAMES_OF_MANY : MOST_NAMES;
  const pages = helpers.map(({ names }) => pageOf(names, { slots, pinned: 0, turn: turns.turn }));
  const count = Math.max(1, ...pages.map((page) => page.count));
  return (
    <>
      <FinaleHead
        title={t(helpers.length === 0 ? 'finale.helpers_none' : 'finale.helpers_title')}
        page={{ number: 1 + (turns.turn % count), count }}
        turns={turns}
      />
      {/* Not read out once more at each turn. */}
      <ul
        className={clsx(css.helpers, isMany && css.many, helpers.length <= SOME_TEAMS && css.few)}
        aria-live="off"
      >
        {helpers.map((each, index) => (
          <OfTeam key={each.team.team_number} helpers={each} shown={pages[index]?.rows ?? []} />
        ))}
      </ul>
    </>
  );
}

interface OfTeamProps {
  readonly helpers: TeamHelpers;
  /** Those of its names whose turn it is. */
  readonly shown: TeamHelpers['names'];
}

function OfTeam({ helpers: { team, done, names }, shown }: OfTeamProps) {
  const { t } = useTranslation('results');
  const format = useFormat();
  const key = names.length > 1 ? 'finale.helpers_each' : 'finale.helper_done';
  const isWide = names.some((name) => name !== null && lettersWide(name) > WIDE_NAME);
  return (
    <li>
      <div className={css.team}>
        <TeamBadge team={team} size="1.8em" />
        <p className={css.names} data-wide={isWide}>
          {shown.map((name, index) => (
            <bdi key={index} translate="no" className={css.name}>
              {name ?? t('finale.somebody')}
            </bdi>
          ))}
        </p>
        <strong className={css.done}>{t(key, { count: done, number: format.number(done) })}</strong>
      </div>
    </li>
  );
}
