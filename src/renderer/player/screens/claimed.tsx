import { clsx } from 'clsx';
import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { remainingMs } from '../../../client/remote-play-clock.ts';
import { exerciseText } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import { BuildingChip } from '../components/building-chip.tsx';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { SendStatus } from '../components/send-status.tsx';
import { UndoButton } from '../components/undo-button.tsx';
import { useGameContext } from '../game/game-context.ts';
import type { PhoneScreen } from '../model/screen-for.ts';
import screenCss from './screen.module.css';

/** The player says "done", and the banker has to confirm. */
export function Claimed({ challenge }: Extract<PhoneScreen, { name: 'claimed' }>) {
  const { t } = useTranslation('player');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const { session } = useGameContext();
  const left = remainingMs(challenge, session.store.playNow());
  return (
    <ScreenLayout
      fitted
      tone="calm"
      announcement={t('claimed.title')}
      actions={<UndoButton challenge={challenge} word={t('claimed.undo')} />}
    >
      <div className={clsx(screenCss.sign, screenCss.calm)}>
        <Eye aria-hidden="true" />
      </div>
      <h1 className={screenCss.title}>{t('claimed.title')}</h1>
      <p className={screenCss.lead}>
        <bdi>{exerciseText(tShared, format, challenge)}</bdi>
      </p>
      <p className={screenCss.lead}>{t('claimed.text')}</p>
      <BuildingChip building={challenge.building_type} />
      {left !== null && <p>{t('claimed.stands', { time: format.clock(left) })}</p>}
      <SendStatus />
    </ScreenLayout>
  );
}
