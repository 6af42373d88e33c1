import { useTranslation } from 'react-i18next';
import type { Challenge, Team } from '../../../protocol/entity-schemas.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { exerciseText } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import { useGameContext } from '../game/game-context.ts';
import { useHistory } from '../hooks/use-history.ts';
import css from './drawer.module.css';

const LATEST = 30;

/** How the team's latest challenges ended. */
export function HistorySection({ team }: { readonly team: Team }) {
  const { t } = useTranslation('drawer');
  const { session, view } = useGameContext();
  const { ended: asOf, snapshots } = view;
  const found = useHistory(session, { team: team.team_number, limit: LATEST }, { asOf, snapshots });
  const items = found === 'away' ? null : found;
  const ended = items?.flatMap((each) => endOf(each) ?? []) ?? [];
  return (
    <section>
      <h2>{t('history')}</h2>
      {found === 'away' && <p>{t('history_away')}</p>}
      {items !== null && ended.length === 0 && <p>{t('history_none')}</p>}
      <ul className={css.rows}>
        {ended.map(({ challenge, status, at }) => (
          <HistoryRow key={challenge.id} challenge={challenge} status={status} at={at} />
        ))}
      </ul>
    </section>
  );
}

const ENDINGS = { completed: css.completed, cancelled: css.cancelled, expired: css.expired } as const;

interface End {
  readonly challenge: Challenge;
  readonly status: keyof typeof ENDINGS;
  /** ISO instant. */
  readonly at: string;
}

function endOf(challenge: Challenge): End | null {
  const { status, completed_at: completedAt, ended_at: endedAt, timestamp } = challenge;
  if (status === 'requested' || status === 'assigned') return null;
  return { challenge, status, at: completedAt ?? endedAt ?? timestamp };
}

function HistoryRow({ challenge, status, at }: End) {
  const { t } = useTranslation('player');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const exercise = exerciseText(tShared, format, challenge);
  return (
    <li className={css.row}>
      <BuildingIcon building={challenge.building_type} size="1.75rem" className={css.icon} />
      <span className={css.what}>
        <span className={css.strong}>{tShared(`buildings.${challenge.building_type}`)}</span>
        <span className={css.soft}>
          <bdi translate="no">{challenge.player_name}</bdi>
          {exercise !== '' && (
            <>
              {' · '}
              <bdi>{exercise}</bdi>
            </>
          )}
        </span>
      </span>
      <span className={css.end}>
        <span className={ENDINGS[status]}>{t(`status.${status}`)}</span>
        <time className={css.soft} dateTime={at}>
          {format.timeOfDay(at)}
        </time>
      </span>
    </li>
  );
}
