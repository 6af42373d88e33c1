import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
import { exerciseText } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import type { Sounds } from '../../shared/sounds.ts';
import { VIBRATION_PATTERNS, vibrate } from '../../shared/vibrate.ts';
import { alertFor } from '../game/alerts.ts';
import type { SeatSession } from '../game/seat-session.ts';

/** Alerts the player with a tone, vibration and an announcement. */
export function useAlerts({ store, localActions, seat }: SeatSession, sounds: Sounds): void {
  const { t } = useTranslation('player');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const announce = useAnnounce();
  useEffect(
    () =>
      store.onChallenge((news) => {
        const call = alertFor(news, seat.playerId, localActions);
        if (call === null) return;
        sounds.play(call);
        if (call !== 'assigned') return;
        vibrate(navigator, VIBRATION_PATTERNS.assigned);
        announce.assertive(t('do_this.call', { exercise: exerciseText(tShared, format, news.challenge) }));
      }),
    [announce, localActions, format, tShared, seat, sounds, store, t],
  );
}
