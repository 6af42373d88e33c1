import { clsx } from 'clsx';
import { Undo2 } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { exerciseText } from '../../shared/exercise-text.ts';
import { fitWords } from '../../shared/fit-words.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { PlayerButton } from '../components/player-button.tsx';
import { useDesk, useGame, useTeam } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { canUndo, endedReason, tookMs, waitedMs } from './history-list.ts';
import css from './history.module.css';

/** One line a challenge. */
export function HistoryTable({ items }: { readonly items: readonly Challenge[] }) {
  const { t } = useTranslation('history');
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is wider than the window is moved by keyboard, too
    <div className={css.scroll} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.when')}</th>
            <th scope="col">{t('column.who')}</th>
            <th scope="col">{t('column.building')}</th>
            <th scope="col">{t('column.exercise')}</th>
            <th scope="col">{t('column.result')}</th>
            <th scope="col" className={css.number}>
              {t('column.waited')}
            </th>
            <th scope="col" className={css.number}>
              {t('column.took')}
            </th>
            <th scope="col" className={css.undo}>
              <span className="visually-hidden">{t('column.undo')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((challenge) => (
            <HistoryRow key={challenge.id} challenge={challenge} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const HistoryRow = memo(function HistoryRow({ challenge }: { readonly challenge: Challenge }) {
  const { t } = useTranslation('shared');
  const { t: tHistory } = useTranslation('history');
  const format = useFormat();
  const team = useTeam(challenge.team_number);
  const exercise = exerciseText(t, format, challenge);
  return (
    <tr data-line data-challenge={challenge.id} data-status={challenge.status}>
      <td className={css.when}>
        <time dateTime={challenge.requested_at} data-words="none">
          {format.secondOfDay(challenge.requested_at)}
        </time>
      </td>
      <td className={css.player} style={fitWords(challenge.player_name)}>
        <PlayerButton playerId={challenge.player_id} name={challenge.player_name} team={team} />
      </td>
      <td className={css.where}>
        <span className={css.building}>
          <BuildingIcon building={challenge.building_type} size="1.25em" />
          {t(`buildings.${challenge.building_type}`)}
        </span>
      </td>
      <td className={css.exercise} style={fitWords(exercise)}>
        <bdi>{exercise}</bdi>
      </td>
      <td className={css.result}>
        <Result challenge={challenge} />
      </td>
      <td className={clsx(css.number, css.waited)} data-heading={tHistory('column.waited')}>
        <Span milliseconds={waitedMs(challenge)} />
      </td>
      <td className={clsx(css.number, css.took)} data-heading={tHistory('column.took')}>
        <Span milliseconds={tookMs(challenge)} />
      </td>
      <td className={css.undo}>
        <Undo challenge={challenge} />
      </td>
    </tr>
  );
});

function Span({ milliseconds }: { readonly milliseconds: number | null }) {
  const { t } = useTranslation('history');
  const format = useFormat();
  if (milliseconds !== null) return <>{format.clock(milliseconds)}</>;
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{t('nothing')}</span>
    </>
  );
}

function Result({ challenge }: { readonly challenge: Challenge }) {
  const { t } = useTranslation('history');
  const { t: tBanker } = useTranslation('banker');
  const { status } = challenge;
  const reason = endedReason(challenge);
  return (
    <>
      <span className={css.status} data-status={status}>
        {tBanker(`statuses.${status}`)}
      </span>
      {reason !== null && <span className={css.reason}>{t(`reason.${reason}`)}</span>}
    </>
  );
}

function Undo({ challenge }: { readonly challenge: Challenge }) {
  const { t } = useTranslation('history');
  const { api, gameCode } = useDesk();
  const run = useRun();
  const over = useGame(({ game }) => game?.status === 'completed');
  if (over || !canUndo(challenge)) return null;
  const press = `undo ${challenge.id}`;
  return (
    <Button
      variant="quiet"
      size="small"
      presses={[press]}
      label={t('undo_of', { name: isolate(challenge.player_name) })}
      onPress={() => void run(() => api.undoOrRedo(gameCode, challenge.id, 'undo', challenge.version), press)}
    >
      <Undo2 aria-hidden size={16} /> {t('undo')}
    </Button>
  );
}
