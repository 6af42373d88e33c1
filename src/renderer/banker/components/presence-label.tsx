import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { useFormat } from '../../shared/format.ts';
import { useGame } from '../desk/desk-context.ts';
import { useHostNow } from '../hooks/desk-clocks.ts';
import { presenceState } from '../model/presence.ts';
import css from './presence-label.module.css';

/** "Phone asleep, 6 min": in a neutral colour, because phones do sleep. */
export function PresenceLabel({ player }: { readonly player: Player }) {
  const { t } = useTranslation('banker');
  const item = useGame(({ presence }) => presence.get(player.player_id));
  const now = useHostNow();
  const format = useFormat();
  const there = presenceState(player, item);
  return (
    <span className={css.there} data-there={there.kind}>
      {there.kind === 'asleep'
        ? t('presence.asleep', { time: format.span(now - there.since) })
        : t(`presence.${there.kind}`)}
    </span>
  );
}
