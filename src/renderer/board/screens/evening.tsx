/** What everybody in the hall should know: what the banker says, and that the end is near. */
import { clsx } from 'clsx';
import { Megaphone, Timer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GameStore, GameView } from '../../../client/game-view.ts';
import type { Game } from '../../../protocol/entity-schemas.ts';
import { useStandingMessage } from '../../shared/evening/message.ts';
import { endStage, isEndToBeSaid } from '../../shared/evening/planned-end.ts';
import { useEndLeft, useEndWords } from '../../shared/evening/use-planned-end.ts';
import { useFormat } from '../../shared/format.ts';
import css from './evening.module.css';

interface BandsProps {
  readonly store: Pick<GameStore, 'hostNow'>;
  readonly view: Pick<GameView, 'game' | 'message'>;
  /** `header`: within it. `foot`: below what is shown. `beside_code`: over the lower edge, but not over the code, which has to stay whole. */
  readonly place: 'header' | 'foot' | 'beside_code';
}

/** Bands across the whole board. The regions are there from the start, so that screen readers read what comes. */
export function Bands({ store, view, place }: BandsProps) {
  return (
    <div
      className={clsx(css.bands, place === 'foot' && css.foot, place === 'beside_code' && css.over)}
      data-place={place}
    >
      <div aria-live="polite">
        <SaidByBanker store={store} view={view} />
      </div>
      <div aria-live="polite">
        <EndIsNear store={store} view={view} />
      </div>
    </div>
  );
}

/** Fills the wall, and leaves the bands the room that they take. */
export function AboveBands({
  children,
  ...bands
}: Omit<BandsProps, 'place'> & { readonly children: ReactNode }) {
  return (
    <div className={css.above}>
      {children}
      <Bands {...bands} place="foot" />
    </div>
  );
}

function SaidByBanker({ store, view }: Omit<BandsProps, 'place'>) {
  const message = useStandingMessage(store, view.message);
  // The finale has the whole wall; what still holds after it is said then.
  const isWaiting = view.game !== null && view.game.finale !== null;
  if (message === null || isWaiting) return null;
  return (
    <p className={clsx(css.band, css.message)} data-part="message">
      <strong dir="auto">
        <Megaphone aria-hidden="true" size="1em" />
        {message.text}
      </strong>
    </p>
  );
}

function EndIsNear({ store, view }: Omit<BandsProps, 'place'>) {
  const words = useEndWords();
  const left = useEndLeft(store, view.game);
  if (left === null || !isEndToBeSaid(left)) return null;
  return (
    <p className={clsx(css.band, css.end)} data-part="end-is-near" data-stage={endStage(left)}>
      <Timer aria-hidden="true" size="1em" />
      <strong>{words(left)}</strong>
      {endStage(left) === 'last_minute' && <LastMinute left={left} />}
    </p>
  );
}

/** The seconds, and how many are left of sixty. */
function LastMinute({ left }: { readonly left: number }) {
  const format = useFormat();
  return (
    <>
      <b className={css.seconds} aria-hidden="true">
        {format.number(left / 1_000)}
      </b>
      <span className={css.rest} aria-hidden="true" style={{ transform: `scaleX(${left / 60_000})` }} />
    </>
  );
}

/** How many bands there are: each takes the room of a row. */
export function useBandCount({ store, view }: Omit<BandsProps, 'place'>): number {
  const message = useStandingMessage(store, view.message);
  const left = useEndLeft(store, view.game);
  return (message === null ? 0 : 1) + (left !== null && isEndToBeSaid(left) ? 1 : 0);
}

interface EndClockProps {
  readonly store: Pick<GameStore, 'hostNow'>;
  readonly game: Game;
  readonly className: string | undefined;
}

/** "Ends in 42:10"; nothing where no end is planned. */
export function EndClock({ store, game, className }: EndClockProps) {
  const { t } = useTranslation('evening');
  const format = useFormat();
  const left = useEndLeft(store, game);
  if (left === null || left <= 0) return null;
  return (
    <p className={clsx(className, css.clock)} data-part="end-clock" data-stage={endStage(left)}>
      {t('end.ends_in')} <b>{format.clock(left)}</b>
    </p>
  );
}
