/** A chunk of its own: nobody needs it before the end. */
import { useTranslation } from 'react-i18next';
import { MAX_PAGE_SIZE } from '../../../protocol/page-size.ts';
import { fitWords } from '../../shared/fit-words.ts';
import { useFormat } from '../../shared/format.ts';
import { exercisesIn, exerciseTotalText } from '../../shared/results/exercise-totals.ts';
import { isOrderKeptBack } from '../../shared/results/kept-back.ts';
import { BuildingTally } from '../components/building-tally.tsx';
import { useGameContext } from '../game/game-context.ts';
import { useHistory } from '../hooks/use-history.ts';
import type { PhoneScreen } from '../model/screen-for.ts';
import { buildingsIn } from '../model/tally.ts';
import css from './what-you-did.module.css';

type WhatYouDidProps = Pick<Extract<PhoneScreen, { name: 'game_over' }>, 'game' | 'me' | 'team'>;

/** What this player did, and what the team has built unless that would tell the order too early. */
export function WhatYouDid({ game, me, team }: WhatYouDidProps) {
  const { t } = useTranslation('player');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const { session, view } = useGameContext();
  const query = { player: me.player_id, status: 'completed', limit: MAX_PAGE_SIZE } as const;
  const found = useHistory(session, query, { asOf: view.game?.ended_at, snapshots: view.snapshots });
  const did = found === 'away' ? null : found;
  const count = did?.length ?? 0;
  return (
    <>
      {did !== null && (
        <p className={count === 0 ? css.thanks : css.sum}>
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
                <li key={text} style={fitWords(text)}>
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
    </>
  );
}
