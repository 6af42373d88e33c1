import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { burstGate } from '../model/burst.ts';
import { useDesk } from './desk-context.ts';

/** A chime and a screen reader announcement when somebody asks or says "done": one for a whole burst. */
export function useAlerts(): void {
  const { t } = useTranslation('banker');
  const { t: tShared } = useTranslation('shared');
  const { store, sounds } = useDesk();
  const announce = useAnnounce();
  useEffect(() => {
    const begins = burstGate();
    return store.onEvent(({ event_type, data }) => {
      const asks = event_type === 'challenge_request';
      const claims = event_type === 'challenge_updated' && data.claimed_at !== null;
      if ((!asks && !claims) || !('id' in data)) return;
      if (!begins(performance.now())) return;
      sounds.play(asks ? 'request' : 'done');
      const name = isolate(data.player_name);
      const building = tShared(`a_building.${data.building_type}`);
      announce.polite(
        asks ? t('announce.request', { name, building }) : t('announce.claim', { name, building }),
      );
    });
  }, [store, sounds, announce, t, tShared]);
}
