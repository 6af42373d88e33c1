import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { remainingMs } from '../../../client/remote-play-clock.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { Countdown } from '../../shared/components/countdown.tsx';
import { useGameContext } from '../game/game-context.ts';
import css from './challenge-tabs.module.css';

interface ChallengeTabsProps {
  readonly mine: readonly Challenge[];
  /** The challenge on the screen; null while asking for another. */
  readonly shown: number | null;
  readonly mayAsk: boolean;
}

/** One tab per own challenge, with its time, and one to ask for another where that is allowed. */
export function ChallengeTabs({ mine, shown, mayAsk }: ChallengeTabsProps) {
  const { t } = useTranslation('player');
  const { focus, ask } = useGameContext();
  if (mine.length === 0 || (mine.length === 1 && !mayAsk)) return null;
  return (
    <nav className={css.tabs} aria-label={t('tabs.label')}>
      {mine.map((challenge) => (
        <button
          key={challenge.id}
          type="button"
          className={css.tab}
          data-means={challenge.id}
          aria-current={challenge.id === shown}
          onClick={() => {
            ask(false);
            focus(challenge.id);
          }}
        >
          <BuildingIcon building={challenge.building_type} size="1.25rem" />
          <TabWords challenge={challenge} />
        </button>
      ))}
      {mayAsk && (
        <button
          type="button"
          className={css.tab}
          aria-label={t('tabs.more_long')}
          aria-current={shown === null}
          onClick={() => {
            focus(null);
            ask(true);
          }}
        >
          <Plus aria-hidden="true" size="1.25rem" />
          <span className={css.word} aria-hidden="true">
            {t('tabs.more')}
          </span>
        </button>
      )}
    </nav>
  );
}

function TabWords({ challenge }: { readonly challenge: Challenge }) {
  const { t } = useTranslation('player');
  const { t: tShared } = useTranslation('shared');
  const { session } = useGameContext();
  return (
    <span className={css.words}>
      <span className={css.word}>{tShared(`buildings.${challenge.building_type}`)}</span>
      <span className={css.state}>
        {challenge.status === 'requested' && t('tabs.asked')}
        {challenge.claimed_at !== null && t('tabs.claimed')}
        {challenge.claimed_at === null && (
          <Countdown read={() => remainingMs(challenge, session.store.playNow())} />
        )}
      </span>
    </span>
  );
}
