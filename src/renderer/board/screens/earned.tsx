import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import type { GameStore, GameView } from '../../../client/game-view.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { exerciseText } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { useEarned } from '../hooks/use-earned.ts';
import { boardRow, type BoardRow } from '../model/board-rows.ts';
import type { Earned } from '../model/earned.ts';
import { useBandCount } from './evening.tsx';
import css from './earned.module.css';

interface EarnedBannerProps {
  readonly store: Pick<GameStore, 'drawn' | 'hostNow'>;
  readonly view: Pick<GameView, 'game' | 'message' | 'players' | 'teams'>;
}

/** Over the board's header for 5 s: who has just earned which building, and by what. */
export function EarnedBanner({ store, view }: EarnedBannerProps) {
  const { game, players, teams } = view;
  const shown = useEarned(store);
  const isLow = useBandCount({ store, view }) > 0;
  const approveNames = game?.settings.approve_names !== false;
  return (
    <div aria-live="polite">
      {shown.length > 0 && (
        <ul
          className={clsx(css.banner, shown.length > 1 && css.several, isLow && css.low)}
          data-part="earned"
        >
          {shown.map((earned) => (
            <OneEarned
              key={earned.challenge.id}
              earned={earned}
              row={boardRow(earned.challenge, { players, teams, approveNames })}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function OneEarned({
  earned,
  row: { challenge, playerName, team },
}: {
  readonly earned: Earned;
  readonly row: BoardRow;
}) {
  const { t } = useTranslation('board');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const name = playerName === null ? t('playing.somebody') : isolate(playerName);
  const building = tShared(`a_building.${challenge.building_type}`);
  return (
    <li className={css.one} data-kind={earned.kind}>
      {team !== null && <TeamBadge team={team} size="1.9em" />}
      <p className={css.words}>
        <strong>
          <BidiText>
            {earned.kind === 'first_school'
              ? t('earned.first_school', { name })
              : t('earned.usual', { name, building })}
          </BidiText>
        </strong>
        <span className={css.by}>
          <bdi>{exerciseText(tShared, format, challenge)}</bdi>
          {earned.kind === 'streak' && (
            <b className={css.streak}>{t('earned.streak', { number: format.number(earned.inARow) })}</b>
          )}
        </span>
      </p>
      <span className={css.icon}>
        <BuildingIcon building={challenge.building_type} size="1.9em" />
      </span>
    </li>
  );
}
