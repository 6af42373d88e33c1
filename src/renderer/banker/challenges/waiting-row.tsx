import { ChevronDown, X } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Action } from '../components/button.tsx';
import { useHostClock } from '../hooks/desk-clocks.ts';
import { useWording } from '../hooks/use-exercise-text.ts';
import { useInSight } from '../hooks/use-in-viewport.ts';
import type { Exercise } from '../model/exercise-options.ts';
import type { Row } from '../model/frozen-order.ts';
import { since, urgency } from '../model/waiting-time.ts';
import { ChallengeRow, isSameRow } from './challenge-row.tsx';
import { ExercisePicker } from './exercise-picker.tsx';
import { useSuggestion } from './use-suggestion.ts';
import css from './challenge-list.module.css';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

interface RowProps {
  readonly row: Row;
  readonly onGive: (challenge: Challenge, exercise: Exercise, pointerType: string) => void;
  readonly onCancel: (challenge: Challenge, pointerType: string) => void;
}

/**
 * One request: who, what for, how long it waits, and the exercise that is one press away. Only its age is drawn again each
 * second: two hundred rows may stand here.
 */
export const WaitingRow = memo(function WaitingRow({ row, onGive, onCancel }: RowProps) {
  const { t } = useTranslation('shared');
  const { challenge } = row;
  const how = useHostClock((hostNow) => urgency(since(challenge.requested_at, hostNow)));
  return (
    <ChallengeRow
      row={row}
      urgency={how}
      about={
        <>
          <span className={css.what}>{t(`buildings.${challenge.building_type}`)}</span>
          {!row.gone && <Age requestedAt={challenge.requested_at} />}
        </>
      }
      actions={<Actions challenge={challenge} onGive={onGive} onCancel={onCancel} />}
    />
  );
}, isSameRow);

/** By the second; by the minute where nobody sees it. */
function Age({ requestedAt }: { readonly requestedAt: string }) {
  const { t } = useTranslation('banker');
  const format = useFormat();
  const { ref, isInSight } = useInSight();
  const hostNow = useHostClock((now) => {
    const stepMs = isInSight() ? SECOND_MS : MINUTE_MS;
    return Math.floor(now / stepMs) * stepMs;
  });
  const waited = since(requestedAt, hostNow);
  return (
    <span ref={ref} className={css.age}>
      {t(`waiting.age.${urgency(waited)}`, { time: format.clock(waited) })}
    </span>
  );
}

function Actions({ challenge, onGive, onCancel }: { readonly challenge: Challenge } & Omit<RowProps, 'row'>) {
  const { t } = useTranslation('banker');
  const name = isolate(challenge.player_name);
  return (
    <div className={css.actions}>
      <Suggested challenge={challenge} onGive={onGive} />
      <ExercisePicker
        trigger={
          <Action size="icon" kind="quiet" label={t('waiting.choose', { name })}>
            <ChevronDown aria-hidden size={20} />
          </Action>
        }
        onPick={(exercise, pointerType) => onGive(challenge, exercise, pointerType)}
      />
      <Action
        kind="quiet"
        size="icon"
        label={t('cancel_request', { name })}
        onPress={({ pointerType }) => onCancel(challenge, pointerType)}
      >
        <X aria-hidden size={20} />
      </Action>
    </div>
  );
}

function Suggested({ challenge, onGive }: { readonly challenge: Challenge } & Pick<RowProps, 'onGive'>) {
  const { t } = useTranslation('banker');
  const wording = useWording();
  const suggestion = useSuggestion(challenge.player_id);
  if (suggestion === null) return null;
  const { exercise, reason } = suggestion;
  return (
    <Action
      leads
      kind="soft"
      className={css.suggested ?? ''}
      onPress={({ pointerType }) => onGive(challenge, exercise, pointerType)}
    >
      <span>
        <bdi>{wording(exercise)}</bdi> <small className={css.why}>{t(`suggest.${reason}`)}</small>
        <span className="visually-hidden">
          {' '}
          {t('waiting.give_to', { name: isolate(challenge.player_name) })}
        </span>
      </span>
    </Action>
  );
}
