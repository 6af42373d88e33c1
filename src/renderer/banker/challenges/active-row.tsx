import { clsx } from 'clsx';
import { Check, Hand, MoreHorizontal } from 'lucide-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { usePlayer } from '../desk/desk-context.ts';
import { useChallengeText } from '../hooks/use-challenge-text.ts';
import { useWayText } from '../hooks/use-way-text.ts';
import type { ExerciseOption } from '../model/exercise-options.ts';
import type { ListRow } from '../model/frozen-order.ts';
import { pressOf } from '../own-acts/own-acts-context.tsx';
import { ChallengePicker } from './challenge-picker.tsx';
import { ChallengeRow, isSameRow } from './challenge-row.tsx';
import type { OpenMenu } from './exercise-picker.tsx';
import { TimeLeft } from './time-left.tsx';
import { useChallengeActions } from './use-challenge-actions.ts';
import css from './active-row.module.css';
import listCss from './challenge-list.module.css';

/** An exercise of more characters takes many lines beside the answers to a claim. */
const LONG = 40;

interface RowChallenge {
  readonly challenge: Challenge;
}

interface ActiveRowActions {
  readonly onComplete: (challenge: Challenge, pointerType: string) => void;
  readonly onCancel: (challenge: Challenge, pointerType: string) => void;
}

interface ActiveRowProps extends ActiveRowActions {
  readonly row: ListRow;
  readonly onMenu: (id: number, isOpen: boolean) => void;
}

/** One running challenge: who, what, how long, and what the banker can do about it. */
export const ActiveRow = memo(function ActiveRow({ row, onMenu, ...actions }: ActiveRowProps) {
  const { t } = useTranslation('shared');
  const { challenge, gone } = row;
  const [isOpen, setOpen] = useState(false);
  const menu = {
    isOpen,
    onOpenChange(open: boolean) {
      setOpen(open);
      onMenu(challenge.id, open);
    },
  };
  const exercise = useChallengeText()(challenge);
  const claimed = challenge.claimed_at !== null && (!gone || isOpen);
  return (
    <ChallengeRow
      row={row}
      about={
        <>
          <span className={clsx(listCss.what, exercise.length > LONG && css.long)}>
            <bdi>{exercise}</bdi>
            {' · '}
            {t(`buildings.${challenge.building_type}`)}
          </span>
          {challenge.variant !== undefined && <InOwnWay challenge={challenge} />}
          {claimed && <Claimed />}
          {(!gone || isOpen) && !claimed && <TimeLeft challenge={challenge} />}
        </>
      }
      isOpen={isOpen}
      actions={
        <div className={listCss.actions}>
          {claimed && <NotYet challenge={challenge} />}
          <Done challenge={challenge} claimed={claimed} {...actions} />
          <More challenge={challenge} gone={gone} menu={menu} {...actions} />
        </div>
      }
    />
  );
}, isSameRow);

/** The way that suits the player, and why; for nobody else to see. */
function InOwnWay({ challenge }: RowChallenge) {
  const { challenge_type: type, variant, how, meets, player_id, player_name } = challenge;
  const wayText = useWayText();
  const player = usePlayer(player_id);
  if (variant === undefined) return null;
  return (
    <span className={listCss.way}>
      <BidiText>
        {wayText({
          exercise: { type, meets },
          variant,
          how,
          playerName: player_name,
          needs: player?.needs ?? [],
        })}
      </BidiText>
    </span>
  );
}

function Claimed() {
  const { t } = useTranslation('banker');
  return (
    <span className={css.claim}>
      <Hand aria-hidden size={16} /> {t('active.claimed')}
    </span>
  );
}

interface DoneProps extends ActiveRowActions, RowChallenge {
  readonly claimed: boolean;
}

/** The same button whether the player says that it is done or not: it may have the focus as that changes. */
function Done({ challenge, claimed, onComplete }: DoneProps) {
  const { t } = useTranslation('banker');
  const name = isolate(challenge.player_name);
  return (
    <Button
      leads
      presses={[pressOf('complete', challenge)]}
      of={`claim ${challenge.id}`}
      variant={claimed ? 'main' : 'soft'}
      label={t(claimed ? 'active.confirm_label' : 'active.done_label', { name })}
      onPress={({ pointerType }) => onComplete(challenge, pointerType)}
    >
      {!claimed && <Check aria-hidden size={18} />} {t(claimed ? 'active.confirm' : 'active.done')}
    </Button>
  );
}

function NotYet({ challenge }: RowChallenge) {
  const { t } = useTranslation('banker');
  const { notYet } = useChallengeActions();
  return (
    <Button
      className={css.notYet}
      presses={[pressOf('not_yet', challenge)]}
      label={t('active.not_yet_label', { name: isolate(challenge.player_name) })}
      onPress={() => notYet(challenge)}
    >
      {t('active.not_yet')}
    </Button>
  );
}

const MORE_MINUTES = [1, 2, 5] as const;
const BEHIND_MORE = ['cancel', 'change', 'extend'] as const;

interface MoreProps extends Pick<ActiveRowActions, 'onCancel'> {
  readonly challenge: Challenge;
  readonly gone: boolean;
  readonly menu: OpenMenu;
}

/** Less common actions: more time, another exercise unless its player says that this one is done, cancelling. */
function More({ challenge, gone, menu, onCancel }: MoreProps) {
  const { t } = useTranslation('banker');
  const actions = useChallengeActions();
  // As it opened: nothing goes away under a hand. What comes too late is refused.
  const [withExercises, setWithExercises] = useState(true);
  const onOpenChange = (isOpen: boolean) => {
    if (isOpen) setWithExercises(challenge.claimed_at === null);
    menu.onOpenChange(isOpen);
  };
  return (
    <ChallengePicker
      challenge={challenge}
      over={gone}
      menu={{ ...menu, onOpenChange }}
      trigger={
        <Button
          size="icon"
          variant="quiet"
          presses={BEHIND_MORE.map((kind) => pressOf(kind, challenge))}
          label={t('active.more', { name: isolate(challenge.player_name) })}
        >
          <MoreHorizontal aria-hidden size={20} />
        </Button>
      }
      withTime={false}
      withExercises={withExercises}
      onPick={(exercise: ExerciseOption) => actions.change(challenge, exercise)}
    >
      {(close) => (
        <>
          <div className={css.more}>
            {challenge.deadline_play_ms !== null &&
              MORE_MINUTES.map((minutes) => (
                <Button
                  key={minutes}
                  size="small"
                  label={t('active.more_time', { count: minutes })}
                  onPress={() => actions.extend(challenge, minutes)}
                >
                  {t('active.plus', { minutes })}
                </Button>
              ))}
            <Button
              variant="danger"
              size="small"
              className={css.cancel}
              onPress={({ pointerType }) => {
                close();
                onCancel(challenge, pointerType);
              }}
            >
              {t('active.cancel')}
            </Button>
          </div>
          {withExercises && <p className={css.title}>{t('active.change')}</p>}
        </>
      )}
    </ChallengePicker>
  );
}
