import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { remainingMs } from '../../../client/remote-play-clock.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { Countdown } from '../../shared/components/countdown.tsx';
import { exerciseText } from '../../shared/exercise-text.ts';
import { fitWords } from '../../shared/fit-words.ts';
import { useFormat } from '../../shared/format.ts';
import { useTicker } from '../../shared/hooks/ticker.ts';
import { isolate, BidiText } from '../../shared/locales/bidi-text.tsx';
import { useCommandSender, useGameContext } from '../game/game-context.ts';
import css from './lock-card.module.css';

/** Who holds the team's lock, with what, and, once a locked tile was tapped, whether their phone is awake. */
export function LockCard({ holder }: { readonly holder: Challenge }) {
  const { t } = useTranslation('player');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const { session } = useGameContext();
  const phone = usePhoneWords(holder);
  const title = t('ask.locked_title', { name: isolate(holder.player_name) });
  const building = tShared(`buildings.${holder.building_type}`);
  return (
    <section className={css.card} style={fitWords([title, building, phone].join(' '))}>
      <Lock aria-hidden="true" className={css.icon} />
      <div className={css.words}>
        <h1 className={css.title}>
          <BidiText>{title}</BidiText>
        </h1>
        <p>
          {holder.status === 'requested' ? (
            t('ask.locked_waits', { building })
          ) : (
            <>
              {format.labelled(building, isolate(exerciseText(tShared, format, holder)))}{' '}
              <Countdown className={css.time} read={() => remainingMs(holder, session.store.playNow())} />
            </>
          )}
        </p>
        <output className={phone === null ? css.hint : css.phone}>
          {phone === null ? t('ask.locked_hint') : <BidiText>{phone}</BidiText>}
        </output>
      </div>
    </section>
  );
}

function usePhoneWords(holder: Challenge): string | null {
  const { t } = useTranslation('player');
  const format = useFormat();
  const { session, view } = useGameContext();
  const { refusal } = useCommandSender();
  const told = refusal?.holder?.challenge_id === holder.id ? refusal.holder : null;
  const asleepMs = useTicker(() => {
    const since = told?.last_seen ?? null;
    return since === null ? null : Math.max(0, Math.floor((session.store.hostNow() - since) / 1000) * 1000);
  });
  const name = isolate(holder.player_name);
  const player = view.players.find(({ player_id: id }) => id === holder.player_id);
  if (player?.without_phone === true) return t('ask.no_phone', { name });
  if (told === null) return null;
  if (told.connected) return t('ask.phone_awake', { name });
  if (asleepMs === null) return t('ask.phone_never', { name });
  return t('ask.phone_asleep', { name, span: format.span(asleepMs) });
}
