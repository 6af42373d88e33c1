import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { expectedExercise } from '../../../client/expected-exercise.ts';
import { HostError } from '../../../client/host-error.ts';
import { CUSTOM_EXERCISE } from '../../../game/catalogue.ts';
import { presetOf, targetAt } from '../../../game/exercises.ts';
import { equalOffers, type EqualOffer } from '../../../game/variants.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { SwapExerciseBody } from '../../../protocol/rest-schemas.ts';
import { Button } from '../../shared/components/button.tsx';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
import { countedExerciseText, exerciseText, presetText } from '../../shared/exercise-text.ts';
import { namedWay, namedWayOf } from '../../shared/exercise-way.ts';
import { useFormat } from '../../shared/format.ts';
import { CommandButton } from '../components/command-button.tsx';
import { Note } from '../components/note.tsx';
import { useGameContext } from '../game/game-context.ts';
import { commandFor } from '../game/player-command.ts';
import { useTap } from '../hooks/use-tap.ts';
import { outcomeKey } from '../model/outcome.ts';
import { useOwnOffers, type OwnOffer } from './use-own-offers.ts';
import css from './needs.module.css';

const RETRY_FOR_MS = 10_000;
/** Other ways of the same exercise: with other ones, giving up and going back, more would not fit under a thumb. */
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
  const { sender } = session;
  const refusal = useSyncExternalStore(sender.subscribe, () => sender.getState().refusal);
  const exercise = JSON.stringify(expectedExercise(challenge));
  const [begun] = useState({ exercise, refusal });
  // Of an exercise that has come in the place of this one, nobody has said that they can't do it. Why giving up was refused is said behind.
  const isOver = exercise !== begun.exercise || (refusal !== null && refusal !== begun.refusal);
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver, onClose]);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that led here has gone, and those here will go.
    place.current?.focus({ preventScroll: true });
    return () => document.querySelector('main')?.focus({ preventScroll: true });
  }, []);
  const own = useOwnOffers(challenge, RETRY_FOR_MS);
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const swap = async (body: SwapExerciseBody, key: string) => {
    if (state === 'busy') return;
    setState('busy');
    try {
      const how = { idempotencyKey: key, retryForMs: RETRY_FOR_MS };
      const swapped = await session.api.swap(
        session.seat.code,
        challenge.id,
        { ...body, ...expectedExercise(challenge) },
        how,
      );
      session.localActions.markDone(outcomeKey(swapped));
      announce.polite(namedWayOf(t, format, swapped) ?? exerciseText(tShared, format, swapped));
      onClose();
    } catch (error) {
      setState('failed');
      if (!(error instanceof HostError)) throw error;
    }
  };
  if (isOver) return null;
  const offers = offersFor(challenge, own, view.me?.needs ?? []);
  return (
    <div ref={place} tabIndex={-1} className={css.offers} data-part="equal-offers">
      {state === 'failed' && <Note kind="trouble">{t('instead.failed')}</Note>}
      <p className={css.title}>{t('instead.title')}</p>
      {offers.map((offer) => (
        <Offer
          key={JSON.stringify(bodyOf(offer))}
          challenge={challenge}
          offer={offer}
          isBusy={state === 'busy'}
          onTap={(key) => void swap(bodyOf(offer), key)}
        />
      ))}
      <CommandButton variant="quiet" size="usual" command={commandFor('cancel', challenge)}>
        {t('instead.give_up')}
      </CommandButton>
      <Button variant="quiet" onClick={onClose}>
        {t('instead.back')}
      </Button>
    </div>
  );
}

type Offered = EqualOffer | OwnOffer;

const isOwn = (offer: Offered): offer is OwnOffer => 'library_id' in offer;

/** Other ways of the same, then other exercises: one of the banker's own and one of the catalogue. */
function offersFor(
  { id, player_id: playerId, challenge_type: type, from_catalogue, variant }: Challenge,
  own: readonly OwnOffer[],
  needs: Parameters<typeof equalOffers>[1],
): readonly Offered[] {
  const current = { type: from_catalogue === true ? type : null, variant: variant ?? null };
  const catalogue = equalOffers(current, needs, id + playerId);
  const isSame = ({ library_id }: OwnOffer) => library_id === null;
  const ways = [...own.filter(isSame), ...catalogue.slice(0, -1)];
  const others = [...own.filter((offer) => !isSame(offer)), ...catalogue.slice(-1)];
  return [...ways.slice(0, MAX_WAYS), ...others];
}

function bodyOf(offer: Offered): SwapExerciseBody {
  const { variant } = offer;
  if (!isOwn(offer)) return { challenge_type: offer.type, variant };
  const { library_id: id } = offer;
  return { challenge_type: CUSTOM_EXERCISE, variant, ...(id !== null && { library_id: id }) };
}

interface OfferProps {
  readonly challenge: Challenge;
  readonly offer: Offered;
  readonly isBusy: boolean;
  readonly onTap: (key: string) => void;
}

function Offer({ challenge, offer, isBusy, onTap }: OfferProps) {
  const tap = useTap(onTap);
  return (
    <Button aria-disabled={isBusy} {...tap}>
      {isOwn(offer) ? <OwnWords offer={offer} /> : <CatalogueWords challenge={challenge} offer={offer} />}
    </Button>
  );
}

function CatalogueWords({
  challenge,
  offer: { type, variant },
}: Pick<OfferProps, 'challenge'> & { readonly offer: EqualOffer }) {
  const { t } = useTranslation('needs');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const tier = useGameContext().view.game?.settings.exercise_tier ?? 'usual';
  const preset = presetOf(type);
  const isSame = type === challenge.challenge_type;
  const count = (isSame ? challenge.target_number : preset && targetAt(preset, tier)) ?? 0;
  const named = namedWay(t, format, { type, variant, count });
  if (named !== null) return named;
  const exercise = presetText(tShared, format, { type, count });
  return variant === null ? exercise : t('instead.same', { exercise, way: t(`way.${variant}`) });
}

/** As the banker wrote them, in whichever language. */
function OwnWords({ offer }: { readonly offer: OwnOffer }) {
  const { t } = useTranslation('shared');
  const { challenge_description: words, target_number: count, unit, how: exerciseWay } = offer;
  const exercise = countedExerciseText(t, useFormat(), { words, count, unit });
  return (
    <span className={css.own}>
      <bdi>{exercise}</bdi>
      {exerciseWay !== null && (
        <>
          {' '}
          <bdi className={css.ownHow}>{exerciseWay}</bdi>
        </>
      )}
    </span>
  );
}
