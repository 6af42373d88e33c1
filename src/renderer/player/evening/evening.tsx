/** A chunk of its own: nobody needs it on the first screen. */
import { clsx } from 'clsx';
import { ChevronDown, ChevronUp, Megaphone, X } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GameStore, GameView } from '../../../client/game-view.ts';
import { useClosableMessage, useMessageSpoken, useStandingMessage } from '../../shared/evening/message.ts';
import { endStage } from '../../shared/evening/planned-end.ts';
import { StartCount } from '../../shared/evening/start-count.tsx';
import { useEndLeft, useEndSpoken, useEndWords } from '../../shared/evening/use-planned-end.ts';
import { useFormat } from '../../shared/format.ts';
import { watchSize } from '../../shared/watch-size.ts';
import type { KnownSeat } from '../game/known-seat.ts';
import { FinaleLine } from './finale-line.tsx';
import { focusScreen } from './focus-screen.ts';
import { SeatNewsLine } from './seat-news-line.tsx';
import css from './evening.module.css';

interface EveningProps {
  readonly store: Pick<GameStore, 'hostNow'>;
  readonly view: Pick<GameView, 'game' | 'message' | 'teams'>;
}

interface AllEveningProps extends EveningProps {
  readonly knownSeat: Pick<KnownSeat, 'getNews' | 'markRead' | 'subscribe'>;
}

/** What the banker says to everybody or does to this seat, how long until the end, 3, 2, 1 at the start, and what the finale reveals. */
export function Evening({ store, view, knownSeat }: AllEveningProps) {
  return (
    <>
      <div className={css.lines} data-part="lines">
        <SeatNewsLine known={knownSeat} teams={view.teams} />
        <SaidByBanker store={store} view={view} />
        <EndLine store={store} view={view} />
        <FinaleLine game={view.game} teams={view.teams} />
      </div>
      <StartCount store={store} startTime={view.game?.start_time ?? null} />
    </>
  );
}

function SaidByBanker({ store, view }: EveningProps) {
  const { t } = useTranslation('evening');
  const standing = useStandingMessage(store, view.message);
  useMessageSpoken(standing);
  const { message, close } = useClosableMessage(standing);
  if (message === null) return null;
  const read = () => {
    close();
    focusScreen();
  };
  return (
    <section className={css.message} aria-label={t('message.from')} data-part="message">
      <Megaphone aria-hidden="true" className={css.icon} />
      <FoldedText key={message.at} text={message.text} />
      <button type="button" className={css.press} aria-label={t('message.read')} onClick={read}>
        <X aria-hidden="true" />
      </button>
    </section>
  );
}

/** As many lines as leave room for the exercise and its time; whatever is more is behind a tap. */
function FoldedText({ text }: { readonly text: string }) {
  const { t } = useTranslation('evening');
  const words = useRef<HTMLParagraphElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isCut, setCut] = useState(false);
  // Before it is shown: it is never to be seen shortened without the arrow that opens it.
  useLayoutEffect(() => {
    const shown = words.current;
    if (shown === null || isOpen) return undefined;
    const measure = () => setCut(shown.scrollHeight > shown.clientHeight + 1);
    measure();
    return watchSize(shown, measure);
  }, [isOpen]);
  const Sign = isOpen ? ChevronUp : ChevronDown;
  return (
    <>
      <p ref={words} className={clsx(css.text, !isOpen && css.folded)} data-folds={isCut} dir="auto">
        {text}
      </p>
      {isCut && (
        <button
          type="button"
          className={css.press}
          aria-expanded={isOpen}
          aria-label={t('message.whole')}
          onClick={() => setOpen(!isOpen)}
        >
          <Sign aria-hidden="true" />
        </button>
      )}
    </>
  );
}

/** From ten minutes before a planned end on. */
function EndLine({ store, view }: EveningProps) {
  const { t } = useTranslation('evening');
  const format = useFormat();
  const words = useEndWords();
  const left = useEndLeft(store, view.game);
  useEndSpoken(left);
  if (left === null) return null;
  const stage = endStage(left);
  if (stage === 'far') return null;
  return (
    <p className={clsx(css.end, stage !== 'ten_minutes' && css.soon)} data-part="end" data-stage={stage}>
      {stage === 'over' ? (
        <strong>{words(left)}</strong>
      ) : (
        <>
          {t('end.ends_in')} <strong className={css.clock}>{format.clock(left)}</strong>
        </>
      )}
    </p>
  );
}
