import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HostError } from '../../../client/host-error.ts';
import { presetOf, targetAt } from '../../../game/exercises.ts';
import { equalOffers, type EqualOffer } from '../../../game/variants.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { Button } from '../../shared/components/button.tsx';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
import { exerciseText } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import { CommandButton } from '../components/command-button.tsx';
import { Note } from '../components/note.tsx';
import { useGameContext } from '../game/game-context.ts';
import { useTap } from '../hooks/use-tap.ts';
import { outcomeKey } from '../model/outcome.ts';
import css from './needs.module.css';

const RETRY_FOR_MS = 10_000;
/** Other ways of the same exercise: with another one, giving up and going back, more would not fit under a thumb. */
const MAX_WAYS = 2;

interface EqualOffersProps {
  readonly challenge: Challenge;
  readonly onClose: () => void;
}

/** "I can't do this": first what counts the same, one tap away, then giving it up. */
export function EqualOffers({ challenge, onClose }: EqualOffersProps) {
  const { t } = useTranslation('needs');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const announce = useAnnounce();
  const { session, view } = useGameContext();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that led here has gone, and those here will go.
    place.current?.focus({ preventScroll: true });
    return () => document.querySelector('main')?.focus({ preventScroll: true });
  }, []);
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const swap = async ({ type, variant }: EqualOffer, key: string) => {
    if (state === 'busy') return;
    setState('busy');
    try {
      const body = { challenge_type: type, variant };
      const how = { idempotencyKey: key, retryForMs: RETRY_FOR_MS };
      const swapped = await session.api.swap(session.seat.code, challenge.id, body, how);
      session.localActions.markDone(outcomeKey(swapped));
      announce.polite(exerciseText(tShared, format, swapped));
      onClose();
    } catch (error) {
      setState('failed');
      if (!(error instanceof HostError)) throw error;
    }
  };
  return (
    <div ref={place} tabIndex={-1} className={css.offers} data-part="equal-offers">
      {state === 'failed' && <Note kind="trouble">{t('instead.failed')}</Note>}
      <p className={css.title}>{t('instead.title')}</p>
      {offersFor(challenge, view.me?.needs ?? []).map((offer) => (
        <Offer
          key={`${offer.type} ${offer.variant ?? ''}`}
          challenge={challenge}
          offer={offer}
          isBusy={state === 'busy'}
          onTap={(key) => void swap(offer, key)}
        />
      ))}
      <CommandButton variant="quiet" size="usual" command={{ kind: 'cancel', challengeId: challenge.id }}>
        {t('instead.give_up')}
      </CommandButton>
      <Button variant="quiet" onClick={onClose}>
        {t('instead.back')}
      </Button>
    </div>
  );
}

function offersFor(
  { id, player_id: playerId, challenge_type: type, from_catalogue, variant }: Challenge,
  needs: Parameters<typeof equalOffers>[1],
): readonly EqualOffer[] {
  // The banker's own words say themselves how it is done.
  const current = { type: from_catalogue === true ? type : null, variant: variant ?? null };
  const offers = equalOffers(current, needs, id + playerId);
  return [...offers.slice(0, -1).slice(0, MAX_WAYS), ...offers.slice(-1)];
}

interface OfferProps {
  readonly challenge: Challenge;
  readonly offer: EqualOffer;
  readonly isBusy: boolean;
  readonly onTap: (key: string) => void;
}

function Offer({ challenge, offer: { type, variant }, isBusy, onTap }: OfferProps) {
  const { t } = useTranslation('needs');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const tier = useGameContext().view.game?.settings.exercise_tier ?? 'usual';
  const tap = useTap(onTap);
  const preset = presetOf(type);
  const isSame = type === challenge.challenge_type;
  const count = (isSame ? challenge.target_number : preset && targetAt(preset, tier)) ?? 0;
  const exercise = tShared(`exercises.${type}`, { count, number: format.number(count) });
  return (
    <Button aria-disabled={isBusy} {...tap}>
      {variant === null ? exercise : t('instead.same', { exercise, way: t(`way.${variant}`) })}
    </Button>
  );
}
