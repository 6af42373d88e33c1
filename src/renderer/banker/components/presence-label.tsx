import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { useFormat } from '../../shared/format.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { useGame } from '../desk/desk-context.ts';
import { useHostNow } from '../hooks/desk-clocks.ts';
import { presenceState } from '../model/presence.ts';
import css from './presence-label.module.css';

/** "Phone asleep, 6 min": in a neutral colour, because phones do sleep. */
export function PresenceLabel({ player }: { readonly player: Player }) {
  const { t } = useTranslation('banker');
  const item = useGame(({ presence }) => presence.get(player.player_id));
  const there = presenceState(player, item);
  const sharing = useGame(({ players }) =>
    there.kind === 'shared' ? players.find(({ player_id: id }) => id === there.with)?.player_name : undefined,
  );
  const now = useHostNow();
  const format = useFormat();
  if (sharing !== undefined)
    return (
      <span className={clsx(css.there, css.shared)} data-there="shared">
        <span>
          <BidiText>{t('presence.shared', { name: isolate(sharing) })}</BidiText>
        </span>
      </span>
    );
  if (there.kind === 'asleep')
    return (
      <span className={css.there} data-there="asleep">
        {t('presence.asleep', { time: format.span(now - there.since) })}
      </span>
    );
  // Whoever shares a phone with somebody who is not in the list is connected all the same.
  const kind = there.kind === 'shared' ? 'connected' : there.kind;
  return (
    <span className={css.there} data-there={kind}>
      {t(`presence.${kind}`)}
    </span>
  );
}
