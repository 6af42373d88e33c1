import { clsx } from 'clsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { remainingMs } from '../../../client/remote-play-clock.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { Button } from '../../shared/components/button.tsx';
import { Countdown } from '../../shared/components/countdown.tsx';
import { exerciseText } from '../../shared/exercise-text.ts';
import { fitWords } from '../../shared/fit-words.ts';
import { useFormat } from '../../shared/format.ts';
import { useTicker } from '../../shared/hooks/ticker.ts';
import { SOON_MS } from '../../shared/milestones.ts';
import { VIBRATION_PATTERNS, vibrate } from '../../shared/vibrate.ts';
import { CommandButton } from '../components/command-button.tsx';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { SendStatus } from '../components/send-status.tsx';
import { UndoButton } from '../components/undo-button.tsx';
import { useGameContext } from '../game/game-context.ts';
import { commandFor } from '../game/player-command.ts';
import { loadEqualOffers, loadYourWay, useLaterPart } from '../hooks/use-later-part.ts';
import type { PhoneScreen } from '../model/screen-for.ts';
import { ExerciseTitle } from './exercise-title.tsx';
import { TimeBar } from './time-bar.tsx';
import css from './do-this.module.css';
import screenCss from './screen.module.css';
const HOUR_MS = 3_600_000;

/** DO THIS: the exercise, the time left, done. */
export function DoThis({ challenge, game }: Extract<PhoneScreen, { name: 'do_this' }>) {
  const { t } = useTranslation('player');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const { session, sounds, view } = useGameContext();
  const { Part: YourWay } = useLaterPart(loadYourWay, view.connection);
  const { Part: EqualOffers } = useLaterPart(loadEqualOffers, view.connection);
  /** The challenge for which something else is asked. */
  const [askingFor, setAskingFor] = useState<number | null>(null);
  const mayAsk = EqualOffers !== null && game.settings.own_needs;
  const isAsking = mayAsk && askingFor === challenge.id;
  const read = () => remainingMs(challenge, session.store.playNow());
  const isSoon = useTicker(() => (read() ?? Number.POSITIVE_INFINITY) <= SOON_MS);
  const isHours = useTicker(() => (read() ?? 0) >= HOUR_MS);
  const exercise = exerciseText(tShared, format, challenge);
  const forBuilding = t('do_this.for', { building: tShared(`a_building.${challenge.building_type}`) });
  const isOtherwise = YourWay !== null && challenge.variant !== undefined;
  const reversal = session.reversals.of(challenge);
  const kicker = t(reversal === null ? 'do_this.kicker' : `reversal.${reversal}`);
  const passed = (milestone: number) => {
    if (milestone !== SOON_MS) return;
    sounds.play('soon');
    vibrate(navigator, VIBRATION_PATTERNS.soon);
  };
  return (
    <ScreenLayout
      fitted
      actions={
        mayAsk && isAsking ? (
          <EqualOffers challenge={challenge} onClose={() => setAskingFor(null)} />
        ) : (
          <>
            <SendStatus />
            <CommandButton command={commandFor('complete', challenge)}>{t('do_this.done')}</CommandButton>
            {mayAsk ? (
              <Button variant="quiet" onClick={() => setAskingFor(challenge.id)}>
                {t('do_this.give_up')}
              </Button>
            ) : (
              <CommandButton variant="quiet" size="usual" command={commandFor('cancel', challenge)}>
                {t('do_this.give_up')}
              </CommandButton>
            )}
            <UndoButton challenge={challenge} />
          </>
        )
      }
    >
      <p className={clsx(css.kicker, reversal !== null && css.reversal)} style={fitWords(kicker)}>
        {kicker}
      </p>
      {isOtherwise ? (
        <YourWay challenge={challenge} exercise={exercise} explained={!isAsking}>
          {(words) => <ExerciseTitle words={words} count={challenge.target_number} crowded={!isAsking} />}
        </YourWay>
      ) : (
        <ExerciseTitle words={exercise} count={challenge.target_number} />
      )}
      {/* How it is done, or what is offered instead, needs the room. */}
      {!isAsking && !isOtherwise && (
        <p className={css.for} style={fitWords(forBuilding)}>
          <BuildingIcon building={challenge.building_type} />
          {forBuilding}
        </p>
      )}
      {challenge.deadline_play_ms === null ? (
        <p className={screenCss.lead}>{t('do_this.no_timer')}</p>
      ) : (
        <div className={clsx(css.clock, isSoon && css.soon, game.status === 'paused' && css.still)}>
          <Countdown
            read={read}
            spoken
            className={clsx(css.time, isHours && css.hours)}
            onMilestone={passed}
          />
          <TimeBar read={read} wholeMs={(challenge.duration_seconds ?? 0) * 1000} />
          {game.status !== 'paused' && isSoon && <p className={css.word}>{t('do_this.soon')}</p>}
        </div>
      )}
    </ScreenLayout>
  );
}
