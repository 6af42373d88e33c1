import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
import { exerciseText } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import type { Sounds } from '../../shared/sounds.ts';
import { VIBRATION_PATTERNS, vibrate } from '../../shared/vibrate.ts';
import { alertFor } from '../game/alerts.ts';
import type { SeatSession } from '../game/seat-session.ts';

/** Alerts the player with a tone, vibration and an announcement. */
export function useAlerts({ store, localActions, reversals, seat }: SeatSession, sounds: Sounds): void {
  const { t } = useTranslation('player');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const announce = useAnnounce();
  useEffect(
    () =>
      store.onChallenge((news) => {
        const reversal = reversals.of(news.challenge);
        const call = alertFor(news, seat.playerId, localActions, reversal);
        if (call === null) return;
        sounds.play(call);
        if (call !== 'assigned') return;
        vibrate(navigator, VIBRATION_PATTERNS.assigned);
        const exercise = isolate(exerciseText(tShared, format, news.challenge));
        announce.assertive(
          reversal === null ? t('do_this.call', { exercise }) : `${t(`reversal.${reversal}`)} ${exercise}`,
        );
      }),
    [announce, localActions, reversals, format, tShared, seat, sounds, store, t],
  );
}
