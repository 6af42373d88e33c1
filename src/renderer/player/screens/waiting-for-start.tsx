import { BellRing } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/components/button.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { isolate, BidiText } from '../../shared/locales/bidi-text.tsx';
import { vibrate } from '../../shared/vibrate.ts';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { useGameContext } from '../game/game-context.ts';
import type { PhoneScreen } from '../model/screen-for.ts';
import screenCss from './screen.module.css';
import css from './waiting-for-start.module.css';

const HERE_I_AM = [60];

/** Joined, but the game hasn't started: time to find the team and switch the sound on. */
export function WaitingForStart({ me, team }: Extract<PhoneScreen, { name: 'waiting' }>) {
  const { t } = useTranslation('player');
  const { view, sounds } = useGameContext();
  const [isReady, setReady] = useState(false);
  const mates = view.players.filter(({ player_id: id }) => id !== me.player_id);
  const title = t('waiting.title', { name: isolate(me.player_name) });
  const ready = () => {
    sounds.unlock();
    sounds.play('done');
    vibrate(navigator, HERE_I_AM);
    setReady(true);
  };
  return (
    <ScreenLayout
      announcement={title}
      actions={
        isReady ? (
          <output className={css.ready}>
            <BellRing aria-hidden="true" />
            {t('waiting.is_ready')}
          </output>
        ) : (
          <>
            <Button variant="main" size="thumb" onClick={ready}>
              {t('waiting.ready')}
            </Button>
            <p className={css.hint}>{t('waiting.ready_hint')}</p>
          </>
        )
      }
    >
      {team !== null && <TeamBadge team={team} size="9rem" />}
      <h1 className={screenCss.title}>
        <BidiText>{title}</BidiText>
      </h1>
      {team !== null && (
        <bdi translate="no" className={screenCss.chip}>
          {team.name}
        </bdi>
      )}
      <p className={screenCss.lead}>{t('waiting.text')}</p>
      {!me.approved && <p>{t('waiting.unapproved')}</p>}
      <p className={css.mates}>
        {mates.length === 0 ? (
          t('waiting.alone')
        ) : (
          <>
            {t('waiting.mates')}:{' '}
            {mates.map(({ player_id: id, player_name: name }, index) => (
              <span key={id}>
                {index > 0 && ', '}
                <bdi translate="no">{name}</bdi>
              </span>
            ))}
          </>
        )}
      </p>
    </ScreenLayout>
  );
}
