import { clsx } from 'clsx';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Dialog as AriaDialog, DialogTrigger, Heading } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { CUSTOM_EXERCISE } from '../../../game/catalogue.ts';
import type { Need } from '../../../game/enums.ts';
import { MAX_DURATION_SECONDS, MAX_TARGET, MIN_TARGET } from '../../../game/limits.ts';
import { DESCRIPTION_LIMIT } from '../../../game/text-limits.ts';
import { checkTyped } from '../../shared/typed-text.ts';
import { Button } from '../components/button.tsx';
import { LongTextField } from '../components/long-text-field.tsx';
import { NumberField } from '../components/number-field.tsx';
import { Popover } from '../components/popover.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { areShortcutsOn } from '../desk/shortcuts-enabled.ts';
import { useExerciseText } from '../hooks/use-exercise-text.ts';
import { OwnExercises } from '../library/own-exercises.tsx';
import type { ExerciseOption } from '../model/exercise-options.ts';
import { SuitsMark, WhyMarked, type Recipient } from './suits-mark.tsx';
import { useNumberKeys } from './use-number-keys.ts';
import css from './exercise-picker.module.css';

/** Whether it is open; the row knows, because it has to stay while it is. */
export interface OpenMenu {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

export interface PickerProps {
  /** Whose it is to be. */
  readonly heading: ReactNode;
  /** Null: it is for several. */
  readonly recipient: Recipient | null;
  /** Why there is nothing to offer any more; null while there is. */
  readonly over: string | null;
  readonly menu: OpenMenu;
  /** The button that opens it. */
  readonly trigger: ReactNode;
  /** Above the exercises. */
  readonly children?: (close: () => void) => ReactNode;
  /** False for a running exercise: it keeps its time, which has buttons of its own. */
  readonly withTime?: boolean;
  /** False where only what is above the exercises is offered. */
  readonly withExercises?: boolean;
  readonly onPick: (exercise: ExerciseOption, pointerType: string) => void;
}

const MINUTE_SECONDS = 60;
const NUMBERED_PRESETS = 9;
const NONE: readonly Need[] = [];

/** Every enabled exercise, one press away, and a custom one in the banker's own words. */
export function ExercisePicker({ trigger, menu, ...offer }: PickerProps) {
  // Outlives the popover, which a press beside it closes: what is typed is there again when it opens.
  const [own, setOwn] = useState<OwnDraft>(NOTHING_TYPED);
  return (
    <DialogTrigger isOpen={menu.isOpen} onOpenChange={menu.onOpenChange}>
      {trigger}
      <Popover className={css.popover}>
        <AriaDialog className={clsx(css.dialog)}>
          {({ close }) => <Offer {...offer} close={close} own={own} onOwnChange={setOwn} />}
        </AriaDialog>
      </Popover>
    </DialogTrigger>
  );
}

/** An exercise in the banker's own words, as far as it is typed. */
interface OwnDraft {
  readonly description: string;
  readonly target: number | null;
  readonly minutes: number | null;
}

const NOTHING_TYPED: OwnDraft = { description: '', target: 1, minutes: null };

interface OwnDraftProps {
  readonly own: OwnDraft;
  readonly onOwnChange: (own: OwnDraft) => void;
}

interface OfferProps extends Omit<PickerProps, 'trigger' | 'menu'>, OwnDraftProps {
  readonly close: () => void;
}

function Offer({ heading, recipient, over, close, children, ...rest }: OfferProps) {
  const { withTime = true, withExercises = true, onPick, own, onOwnChange } = rest;
  const needs = recipient?.needs ?? NONE;
  const pick = (exercise: ExerciseOption, pointerType: string) => {
    close();
    onOwnChange(NOTHING_TYPED);
    onPick(exercise, pointerType);
  };
  return (
    <>
      <Heading slot="title" className={clsx(css.whose)}>
        {heading}
      </Heading>
      {over !== null ? (
        <Over close={close}>{over}</Over>
      ) : (
        <>
          {children?.(close)}
          {withExercises && (
            <>
              {recipient !== null && <WhyMarked recipient={recipient} />}
              <Presets needs={needs} onPick={pick} />
              <OwnExercises needs={needs} onPick={pick} />
              <CustomExercise withTime={withTime} own={own} onOwnChange={onOwnChange} onPick={pick} />
            </>
          )}
        </>
      )}
    </>
  );
}

/** Says what became of the challenge. It has the focus, so that a key which was meant for an exercise does nothing else. */
function Over({ close, children }: Pick<OfferProps, 'close'> & { readonly children: string }) {
  const { t } = useTranslation('banker');
  const place = useRef<HTMLOutputElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div className={css.over}>
      <output ref={place} tabIndex={-1}>
        {children}
      </output>
      <Button onPress={close}>{t('close')}</Button>
    </div>
  );
}

interface PresetsProps extends Pick<PickerProps, 'onPick'> {
  readonly needs: readonly Need[];
}

function Presets({ needs, onPick }: PresetsProps) {
  const { exercises, storage } = useDesk();
  const exerciseText = useExerciseText();
  const list = useRef<HTMLUListElement>(null);
  const offered = exercises.filter(({ used }) => used);
  const numbered = areShortcutsOn(storage) ? offered.slice(0, NUMBERED_PRESETS) : [];
  useNumberKeys(list, (number) => {
    const exercise = numbered[number - 1];
    if (exercise !== undefined) onPick(exercise, 'keyboard');
  });
  return (
    <ul ref={list} className={clsx(css.presets, needs.length > 0 && css.marked)}>
      {offered.map((exercise, index) => (
        <li key={exercise.type}>
          <Button
            variant="quiet"
            className={css.preset}
            onPress={({ pointerType }) => onPick(exercise, pointerType)}
          >
            {index < numbered.length && (
              <kbd className={css.key} aria-hidden data-words="none">
                {index + 1}
              </kbd>
            )}
            <span className={css.offered}>
              <bdi>{exerciseText(exercise)}</bdi> <SuitsMark exercise={exercise} needs={needs} />
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

type CustomExerciseProps = OwnDraftProps & Required<Pick<PickerProps, 'withTime' | 'onPick'>>;

function CustomExercise({ withTime, own, onOwnChange, onPick }: CustomExerciseProps) {
  const { t } = useTranslation('banker');
  const { description, target, minutes } = own;
  const { text: words, fault } = checkTyped(description, DESCRIPTION_LIMIT);
  return (
    <form
      className={css.own}
      onSubmit={(event) => {
        event.preventDefault();
        if (fault !== null || target === null) return;
        const durationSeconds = minutes === null ? null : Math.round(minutes * MINUTE_SECONDS);
        const exercise = {
          type: CUSTOM_EXERCISE,
          name: words,
          target,
          unit: 'repetitions',
          used: true,
        } as const;
        onPick({ ...exercise, durationSeconds }, 'keyboard');
      }}
    >
      <LongTextField
        rows={2}
        label={t('picker.custom')}
        placeholder={t('picker.custom_placeholder')}
        value={description}
        limit={DESCRIPTION_LIMIT}
        onChange={(text) => onOwnChange({ ...own, description: text })}
      />
      <div className={css.numbers}>
        <NumberField
          label={t('picker.target')}
          value={target}
          min={MIN_TARGET}
          max={MAX_TARGET}
          onChange={(number) => onOwnChange({ ...own, target: number })}
        />
        {withTime && (
          <NumberField
            label={t('picker.minutes')}
            value={minutes}
            min={0.5}
            max={MAX_DURATION_SECONDS / MINUTE_SECONDS}
            step={0.5}
            placeholder={t('picker.usual')}
            onChange={(number) => onOwnChange({ ...own, minutes: number })}
          />
        )}
        <Button submit variant="main" disabled={fault !== null || target === null}>
          {t('picker.give')}
        </Button>
      </div>
    </form>
  );
}
