import { useTranslation } from 'react-i18next';
import { MAX_PAGE_SIZE } from '../../../protocol/page-size.ts';
import { Button } from '../../shared/components/button.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { useFormat } from '../../shared/format.ts';
import { exercisesIn, exerciseTotalText } from '../../shared/results/exercise-totals.ts';
import { isOrderKeptBack } from '../../shared/results/kept-back.ts';
import { BuildingTally } from '../components/building-tally.tsx';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { useGameContext } from '../game/game-context.ts';
import { useHistory } from '../hooks/use-history.ts';
import type { PhoneScreen } from '../model/screen-for.ts';
import { buildingsIn } from '../model/tally.ts';
import css from './game-over.module.css';
import screenCss from './screen.module.css';

/** The end, with what this player did. */
export function GameOver({ game, me, team }: Extract<PhoneScreen, { name: 'game_over' }>) {
  const { t } = useTranslation('player');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const { session, view, looksBack, reopen } = useGameContext();
  const query = { player: me.player_id, status: 'completed', limit: MAX_PAGE_SIZE } as const;
  const found = useHistory(session, query, view.game?.ended_at);
  const did = found === 'away' ? null : found;
  const count = did?.length ?? 0;
  return (
    <ScreenLayout
      announcement={t('game_over.title')}
      tone="calm"
      actions={
        looksBack ? (
          <Button variant="main" size="thumb" onClick={reopen}>
            {t('game_over.next_round')}
          </Button>
        ) : undefined
      }
    >
      {team !== null && <TeamBadge team={team} size="7rem" />}
      <h1 className={screenCss.title}>{t('game_over.title')}</h1>
      {did !== null && (
        <p className={css.sum}>
          {count === 0 ? t('game_over.none') : t('game_over.done', { count, number: format.number(count) })}
        </p>
      )}
      {did !== null && count > 0 && (
        <section className={css.part}>
          <h2>{t('game_over.yours')}</h2>
          <ul className={css.exercises}>
            {exercisesIn(did).map((total) => {
              const text = exerciseTotalText(tShared, format, total);
              return (
                <li key={text}>
                  <bdi translate="no">{text}</bdi>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {team !== null && !isOrderKeptBack(game) && (
        <section className={css.part}>
          <h2>{t('game_over.team')}</h2>
          <BuildingTally counts={buildingsIn(team.tally)} none={t('game_over.team_none')} />
        </section>
      )}
      <p className={screenCss.lead}>{t('game_over.thanks')}</p>
    </ScreenLayout>
  );
}
