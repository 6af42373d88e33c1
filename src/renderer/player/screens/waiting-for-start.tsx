import { BellRing } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/components/button.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { fitWords } from '../../shared/fit-words.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate, BidiText } from '../../shared/locales/bidi-text.tsx';
import { vibrate } from '../../shared/vibrate.ts';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { useGameContext } from '../game/game-context.ts';
import type { PhoneScreen } from '../model/screen-for.ts';
import screenCss from './screen.module.css';
import css from './waiting-for-start.module.css';

const HERE_I_AM = [60];
/** "Anna 2": as the host makes a taken name unique. */
const NUMBERED = / \d+$/;

/** Joined, but the game hasn't started: time to find the team and switch the sound on. */
export function WaitingForStart({ me, team }: Extract<PhoneScreen, { name: 'waiting' }>) {
  const { t } = useTranslation('player');
  const format = useFormat();
  const { view, sounds } = useGameContext();
  const [isSoundOn, setSoundOn] = useState(false);
  const isNextRound = (view.game?.previous_game_code ?? null) !== null;
  const mates = view.players.filter(({ player_id: id }) => id !== me.player_id);
  const title = t('waiting.title', { name: isolate(me.player_name) });
  const switchOn = () => {
    sounds.unlock();
    sounds.play('done');
    vibrate(navigator, HERE_I_AM);
    setSoundOn(true);
  };
  return (
    <ScreenLayout
      fitted
      announcement={title}
      actions={
        isSoundOn ? (
          <output className={css.soundOn}>
            <BellRing aria-hidden="true" />
            {t('waiting.sound_on')}
          </output>
        ) : (
          <>
            <Button variant="main" size="thumb" onClick={switchOn}>
              {t('waiting.sound')}
            </Button>
            <p className={css.hint}>{t('waiting.sound_hint')}</p>
          </>
        )
      }
    >
      {team !== null && <TeamBadge team={team} size="min(9rem, 15vh, 40vw)" />}
      <h1 className={screenCss.title}>
        <BidiText>{title}</BidiText>
      </h1>
      {team !== null && (
        <bdi translate="no" className={screenCss.chip} style={fitWords(team.name)}>
          {team.name}
        </bdi>
      )}
      {isNextRound && <p className={css.nextRound}>{t('waiting.next_round')}</p>}
      <p className={screenCss.lead}>{t('waiting.text')}</p>
      {NUMBERED.test(me.player_name) && <p>{t('waiting.numbered')}</p>}
      {!me.approved && <p>{t('waiting.unapproved')}</p>}
      <p className={css.mates}>
        {mates.length === 0 ? (
          t('waiting.alone')
        ) : (
          <BidiText>
            {format.labelled(
              t('waiting.mates'),
              format.list(mates.map(({ player_name: name }) => isolate(name))),
            )}
          </BidiText>
        )}
      </p>
    </ScreenLayout>
  );
}
