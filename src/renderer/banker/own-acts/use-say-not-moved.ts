import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { useNotify } from '../desk/notices.tsx';

/** How many are named; the others are counted. */
const NAMED = 5;

/** Names those who stay where they are, because they were no longer where they were to leave. */
export function useSayNotMoved(): (players: readonly Player[]) => void {
  const { t } = useTranslation('banker');
  const format = useFormat();
  const notify = useNotify();
  return (players) => {
    const named = players.slice(0, NAMED).map(({ player_name }) => isolate(player_name));
    const others = players.length - named.length;
    const names = format.list(
      others > 0 ? [...named, t('several.skipped_others', { count: others })] : named,
    );
    notify(t('own_acts.not_moved', { names }));
  };
}
