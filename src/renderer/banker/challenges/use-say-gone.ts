import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
import { isolate } from '../../shared/locales/bidi-text.tsx';

/** Says why the focus is on another row now; the row itself is read because it has the focus. */
export function useSayGone(): (gone: Challenge) => void {
  const { t } = useTranslation('banker');
  const announce = useAnnounce();
  return ({ player_name, status }) =>
    announce.polite(t('announce.gone', { name: isolate(player_name), status: t(`statuses.${status}`) }));
}
