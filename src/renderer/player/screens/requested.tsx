import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import { BuildingChip } from '../components/building-chip.tsx';
import { CommandButton } from '../components/command-button.tsx';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { SendStatus } from '../components/send-status.tsx';
import { useGameContext } from '../game/game-context.ts';
import { commandFor } from '../game/player-command.ts';
import type { PhoneScreen } from '../model/screen-for.ts';
import css from './requested.module.css';
import screenCss from './screen.module.css';

/** Requested: the position in the banker's queue, huge. */
export function Requested({ challenge, place }: Extract<PhoneScreen, { name: 'requested' }>) {
  const { t } = useTranslation('player');
  const format = useFormat();
  const { session } = useGameContext();
  const isBack = session.reversals.of(challenge) !== null;
  const number = format.number(place);
  const title = place === 1 ? t('requested.title') : t('requested.title_later', { number });
  return (
    <ScreenLayout
      fitted
      tone="calm"
      announcement={isBack ? `${t('reversal.waiting')} ${title}` : title}
      actions={
        <CommandButton variant="plain" command={commandFor('cancel', challenge)}>
          {t('requested.cancel')}
        </CommandButton>
      }
    >
      <div className={css.place} aria-hidden="true">
        {number}
      </div>
      <h1 className={screenCss.title}>{title}</h1>
      {isBack && <p className={screenCss.lead}>{t('reversal.waiting')}</p>}
      <p className={screenCss.lead}>{place === 1 ? t('requested.text') : t('requested.text_later')}</p>
      <BuildingChip building={challenge.building_type} />
      <SendStatus />
    </ScreenLayout>
  );
}
