/** How a challenge ended: done, out of time, cancelled. Each stays until the player has seen it. */
import { clsx } from 'clsx';
import { Check, CircleSlash, TimerOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { Button } from '../../shared/components/button.tsx';
import { exerciseText } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { BuildingChip } from '../components/building-chip.tsx';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { SendStatus } from '../components/send-status.tsx';
import { UndoButton } from '../components/undo-button.tsx';
import { useGameContext } from '../game/game-context.ts';
import { outcomeKey } from '../model/outcome.ts';
import type { PhoneScreen } from '../model/screen-for.ts';
import css from './ended.module.css';
import screenCss from './screen.module.css';

/** "You earned a farm!" */
export function Done({ challenge }: Extract<PhoneScreen, { name: 'done' }>) {
  const { t } = useTranslation('player');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const title = t('done.title', { building: tShared(`a_building.${challenge.building_type}`) });
  return (
    <ScreenLayout
      fitted
      tone="good"
      announcement={title}
      actions={<Actions challenge={challenge} word={t('done.next')} />}
    >
      <div className={clsx(css.building, screenCss.good)}>
        <BuildingIcon building={challenge.building_type} size="55%" />
        <span className={css.check}>
          <Check aria-hidden="true" strokeWidth={3.5} />
        </span>
      </div>
      <h1 className={screenCss.title}>{title}</h1>
      <p className={screenCss.lead}>
        {t('done.text', { exercise: isolate(exerciseText(tShared, format, challenge)) })}
      </p>
      <SendStatus />
    </ScreenLayout>
  );
}

export function Expired({ challenge }: Extract<PhoneScreen, { name: 'expired' }>) {
  const { t } = useTranslation('player');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const exercise = isolate(exerciseText(tShared, format, challenge));
  const building = tShared(`a_building.${challenge.building_type}`);
  return (
    <ScreenLayout
      fitted
      tone="bad"
      announcement={t('expired.title')}
      urgent
      actions={<Actions challenge={challenge} word={t('cancelled.next')} />}
    >
      <div className={clsx(screenCss.sign, screenCss.bad)}>
        <TimerOff aria-hidden="true" />
      </div>
      <h1 className={screenCss.title}>{t('expired.title')}</h1>
      <p className={screenCss.lead}>{t('expired.text', { exercise, building })}</p>
      <p>{t('expired.banker')}</p>
      <SendStatus />
    </ScreenLayout>
  );
}

export function Cancelled({ challenge }: Extract<PhoneScreen, { name: 'cancelled' }>) {
  const { t } = useTranslation('player');
  const reason = challenge.ended_reason ?? 'banker';
  const title = t(reason === 'player' ? 'cancelled.player_title' : 'cancelled.title');
  return (
    <ScreenLayout
      fitted
      announcement={`${title}. ${t(`cancelled.${reason}`)}`}
      urgent
      actions={<Actions challenge={challenge} word={t('cancelled.next')} />}
    >
      <div className={clsx(screenCss.sign, css.quiet)}>
        <CircleSlash aria-hidden="true" />
      </div>
      <h1 className={screenCss.title}>{title}</h1>
      <p className={screenCss.lead}>{t(`cancelled.${reason}`)}</p>
      <BuildingChip building={challenge.building_type} />
      <SendStatus />
    </ScreenLayout>
  );
}

function Actions({ challenge, word }: { readonly challenge: Challenge; readonly word: string }) {
  const { session } = useGameContext();
  return (
    <>
      <UndoButton challenge={challenge} />
      <Button
        variant="main"
        size="thumb"
        onClick={() => session.localActions.markSeen(outcomeKey(challenge))}
      >
        {word}
      </Button>
    </>
  );
}
