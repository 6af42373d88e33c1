import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { createDeskAlerts } from '../model/desk-alerts.ts';
import { inTurn } from '../model/in-turn.ts';
import { useDesk } from './desk-context.ts';

/** A chime and a screen reader announcement when somebody asks or says "done". */
export function useAlerts(): void {
  const { t } = useTranslation('banker');
  const { t: tShared } = useTranslation('shared');
  const { store, sounds } = useDesk();
  const announce = useAnnounce();
  useEffect(() => {
    const alertFor = createDeskAlerts(store.getView().challenges);
    const say = inTurn((text) => announce.polite(text));
    return store.onEvent((frame) => {
      const alert = alertFor(frame, performance.now());
      if (alert?.chimes === true) sounds.play(alert.kind === 'request' ? 'request' : 'done');
      if (alert?.isSaid !== true) return;
      const name = isolate(alert.about.player_name);
      const building = tShared(`a_building.${alert.about.building_type}`);
      say(t(`announce.${alert.kind}`, { name, building }));
    });
  }, [store, sounds, announce, t, tShared]);
}
