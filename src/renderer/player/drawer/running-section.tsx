import { useTranslation } from 'react-i18next';
import { remainingMs } from '../../../client/remote-play-clock.ts';
import type { Challenge, Team } from '../../../protocol/entity-schemas.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { Countdown } from '../../shared/components/countdown.tsx';
import { exerciseText } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import { useGameContext } from '../game/game-context.ts';
import css from './drawer.module.css';

/** The team's running challenges, live. */
export function RunningSection({ team }: { readonly team: Team }) {
  const { t } = useTranslation('drawer');
  const { view } = useGameContext();
  const running = view.challenges.filter(({ team_number: number }) => number === team.team_number);
  return (
    <section>
      <h2>{t('running')}</h2>
      {running.length === 0 && <p>{t('running_none')}</p>}
      <ul className={css.rows}>
        {running.map((challenge) => (
          <RunningRow
            key={challenge.id}
            challenge={challenge}
            isOwn={challenge.player_id === view.me?.player_id}
          />
        ))}
      </ul>
    </section>
  );
}

function RunningRow({ challenge, isOwn }: { readonly challenge: Challenge; readonly isOwn: boolean }) {
  const { t } = useTranslation('drawer');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const { session } = useGameContext();
  const { status, claimed_at: claimedAt } = challenge;
  return (
    <li className={css.row}>
      <BuildingIcon building={challenge.building_type} size="1.75rem" className={css.icon} />
      <span className={css.what}>
        <span className={css.strong}>
          <bdi translate="no">{challenge.player_name}</bdi>
          {isOwn && ` (${t('you')})`}
        </span>
        <span className={css.soft}>
          {tShared(`buildings.${challenge.building_type}`)}
          {status === 'assigned' && (
            <>
              {' · '}
              <bdi>{exerciseText(tShared, format, challenge)}</bdi>
            </>
          )}
        </span>
      </span>
      <span className={css.strong}>
        {status === 'requested' && t('waits')}
        {claimedAt !== null && t('checking')}
        {status === 'assigned' && claimedAt === null && (
          <Countdown read={() => remainingMs(challenge, session.store.playNow())} />
        )}
      </span>
    </li>
  );
}
