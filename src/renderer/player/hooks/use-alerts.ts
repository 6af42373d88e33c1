import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnouncer } from '../../shared/components/live-regions.tsx';
import { exerciseWords } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import type { Sounds } from '../../shared/sounds.ts';
import { SHAKES, vibrate } from '../../shared/vibrate.ts';
import { callFor } from '../game/alerts.ts';
import type { OpenGame } from '../game/seat-session.ts';

/** Calls the player: tone, vibration and words, when there is something to do or something ended. */
export function useCalls({ store, deeds, seat }: OpenGame, sounds: Sounds): void {
  const { t } = useTranslation('player');
  const { t: inAll } = useTranslation();
  const format = useFormat();
  const announcer = useAnnouncer();
  useEffect(
    () =>
      store.onChallenge((news) => {
        const call = callFor(news, seat.playerId, deeds);
        if (call === null) return;
        sounds.play(call);
        if (call !== 'assigned') return;
        vibrate(navigator, SHAKES.assigned);
        announcer.atOnce(t('do_this.call', { exercise: exerciseWords(inAll, format, news.challenge) }));
      }),
    [announcer, deeds, format, inAll, seat, sounds, store, t],
  );
}
