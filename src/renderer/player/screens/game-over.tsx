import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/components/button.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { useGameContext } from '../game/game-context.ts';
import { loadWhatYouDid, useLaterPart } from '../hooks/use-later-part.ts';
import type { PhoneScreen } from '../model/screen-for.ts';
import screenCss from './screen.module.css';

/** The end, with what this player did as soon as that part of the page is there. */
export function GameOver({ game, me, team }: Extract<PhoneScreen, { name: 'game_over' }>) {
  const { t } = useTranslation('player');
  const { view, looksBack, reopen } = useGameContext();
  const { Part: WhatYouDid } = useLaterPart(loadWhatYouDid, view.connection);
  return (
    <ScreenLayout
      announcement={t('game_over.title')}
      tone="calm"
      actions={
        looksBack ? (
          <Button variant="main" size="thumb" onClick={reopen}>
            {t('game_over.next_round')}
          </Button>
        ) : undefined
      }
    >
      {team !== null && <TeamBadge team={team} size="7rem" />}
      <h1 className={screenCss.title}>{t('game_over.title')}</h1>
      {WhatYouDid !== null && <WhatYouDid game={game} me={me} team={team} />}
      <p className={screenCss.lead}>{t('game_over.thanks')}</p>
    </ScreenLayout>
  );
}
