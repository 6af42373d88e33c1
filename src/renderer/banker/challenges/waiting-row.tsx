import { ChevronDown, X } from 'lucide-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { variantFor } from '../../../game/variants.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { useFormat } from '../../shared/format.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { usePlayer } from '../desk/desk-context.ts';
import { useHostTimeValue } from '../hooks/desk-clocks.ts';
import { useExerciseText } from '../hooks/use-exercise-text.ts';
import { useInViewport } from '../hooks/use-in-viewport.ts';
import { useSuitsText } from '../hooks/use-suits-text.ts';
import { useWayText } from '../hooks/use-way-text.ts';
import type { ExerciseOption } from '../model/exercise-options.ts';
import type { ListRow } from '../model/frozen-order.ts';
import type { Suggestion } from '../model/suggest.ts';
import { elapsedSince, waitUrgency } from '../model/waiting-time.ts';
import { pressOf } from '../own-acts/own-acts-context.tsx';
import { ChallengePicker } from './challenge-picker.tsx';
import { ChallengeRow, isSameRow } from './challenge-row.tsx';
import type { OpenMenu } from './exercise-picker.tsx';
import { useSuggestion } from './use-suggestion.ts';
import css from './challenge-list.module.css';
import ownCss from './waiting-row.module.css';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

interface RowProps {
  readonly row: ListRow;
  readonly ticked: boolean;
  /** What it is offered together with the other ticked ones; null: it is on its own. */
  readonly spread: Suggestion | null;
  /** `isRange`: every row from the one ticked last to this one. */
  readonly onTick: (id: number, isRange: boolean) => void;
  readonly onGive: (challenge: Challenge, exercise: ExerciseOption, pointerType: string) => void;
  readonly onCancel: (challenge: Challenge, pointerType: string) => void;
  readonly onMenu: (id: number, isOpen: boolean) => void;
}

/**
 * One request: who, what for, how long they have waited, and the exercise that is one press away. Only the age
 * re-renders every second: there may be two hundred rows.
 */
export const WaitingRow = memo(function WaitingRow({ row, ticked, onTick, onMenu, ...actions }: RowProps) {
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
  const how = useHostTimeValue((hostNow) => waitUrgency(elapsedSince(challenge.requested_at, hostNow)));
  return (
    <ChallengeRow
      row={row}
      urgency={how}
      tick={<Tick challenge={challenge} gone={gone} ticked={ticked} onTick={onTick} />}
      about={
        <>
          <span className={css.what}>{t(`buildings.${challenge.building_type}`)}</span>
          {(!gone || isOpen) && <Age requestedAt={challenge.requested_at} />}
        </>
      }
      isOpen={isOpen}
      actions={<Actions challenge={challenge} gone={gone} menu={menu} {...actions} />}
    />
  );
}, isSameRow);

interface TickProps extends Pick<RowProps, 'ticked' | 'onTick'> {
  readonly challenge: Challenge;
  readonly gone: boolean;
}

/** A row that is gone keeps its place for it, so that nothing moves. */
function Tick({ challenge, gone, ticked, onTick }: TickProps) {
  const { t } = useTranslation('banker');
  if (gone) return <span className={ownCss.tick} />;
  return (
    <label className={ownCss.tick}>
      <input
        type="checkbox"
        checked={ticked}
        onChange={({ nativeEvent }) =>
          onTick(challenge.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
      />
      <span className="visually-hidden">{t('several.tick', { name: isolate(challenge.player_name) })}</span>
    </label>
  );
}

/** Counts in seconds; in minutes while it is out of view. */
function Age({ requestedAt }: { readonly requestedAt: string }) {
  const { t } = useTranslation('banker');
  const format = useFormat();
  const { ref, isInViewport } = useInViewport();
  const hostNow = useHostTimeValue((now) => {
    const stepMs = isInViewport() ? SECOND_MS : MINUTE_MS;
    return Math.floor(now / stepMs) * stepMs;
  });
  const waited = elapsedSince(requestedAt, hostNow);
  return (
    <span ref={ref} className={css.age}>
      {t(`waiting.age.${waitUrgency(waited)}`, { time: format.clock(waited) })}
    </span>
  );
}

interface ActionsProps extends Omit<RowProps, 'row' | 'onMenu' | 'ticked' | 'onTick'> {
  readonly challenge: Challenge;
  /** Its open menu has nothing to offer then. */
  readonly gone: boolean;
  readonly menu: OpenMenu;
}

function Actions({ challenge, gone, menu, spread, onGive, onCancel }: ActionsProps) {
  const { t } = useTranslation('banker');
  const name = isolate(challenge.player_name);
  // Which of the two buttons gave it.
  const [isPicked, setPicked] = useState(false);
  const giving = [pressOf('give', challenge)];
  return (
    <div className={css.actions}>
      <Suggested
        challenge={challenge}
        spread={spread}
        presses={isPicked ? [] : giving}
        onGive={(...given) => {
          setPicked(false);
          onGive(...given);
        }}
      />
      <ChallengePicker
        challenge={challenge}
        over={gone}
        menu={menu}
        trigger={
          <Button
            size="icon"
            variant="quiet"
            presses={isPicked ? giving : []}
            label={t('waiting.choose', { name })}
          >
            <ChevronDown aria-hidden size={20} />
          </Button>
        }
        onPick={(exercise, pointerType) => {
          setPicked(true);
          onGive(challenge, exercise, pointerType);
        }}
      />
      <Button
        variant="quiet"
        size="icon"
        presses={[pressOf('cancel', challenge)]}
        label={t('cancel_request', { name })}
        onPress={({ pointerType }) => onCancel(challenge, pointerType)}
      >
        <X aria-hidden size={20} />
      </Button>
    </div>
  );
}

interface SuggestedProps extends Pick<RowProps, 'spread' | 'onGive'> {
  readonly challenge: Challenge;
  readonly presses: readonly string[];
}

function Suggested({ challenge, spread, presses, onGive }: SuggestedProps) {
  const { t } = useTranslation('banker');
  const exerciseText = useExerciseText();
  const wayText = useWayText();
  const suitsText = useSuitsText();
  const alone = useSuggestion(challenge);
  const suggestion = spread ?? alone;
  const needs = usePlayer(challenge.player_id)?.needs ?? [];
  if (suggestion === null) return null;
  const { exercise, reason } = suggestion;
  const done = { type: exercise.type, ...exercise.traits };
  const variant = variantFor(done, needs);
  const how = exercise.traits?.ways?.find((way) => way.variant === variant)?.how;
  const { suitability, words } = suitsText(exercise, needs);
  const name = isolate(challenge.player_name);
  return (
    <Button
      leads
      presses={presses}
      variant="soft"
      className={css.suggested}
      onPress={({ pointerType }) => onGive(challenge, exercise, pointerType)}
    >
      <span>
        <bdi>{exerciseText(exercise, variant)}</bdi>{' '}
        <small className={css.why}>
          <BidiText>
            {suitability === 'as_it_is'
              ? t(`suggest.${reason}`, { name })
              : suitability === 'adapted' && variant !== null
                ? wayText({ exercise: done, variant, how, playerName: challenge.player_name, needs })
                : words}
          </BidiText>
        </small>
        <span className="visually-hidden"> {t('waiting.give_to', { name })}</span>
      </span>
    </Button>
  );
}
