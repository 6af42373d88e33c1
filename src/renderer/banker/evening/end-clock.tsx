import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endStage } from '../../shared/evening/planned-end.ts';
import { useEndSpoken, useEndWords } from '../../shared/evening/use-planned-end.ts';
import { useFormat } from '../../shared/format.ts';
import { Button } from '../components/button.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { EndGame } from '../desk/end-game.tsx';
import { EndTimeDialog } from './end-time-dialog.tsx';
import { useGameEndLeft, usePlannedEnd } from './use-planned-end.ts';
import css from './evening.module.css';

/** How long until the planned end, in the top bar; pressed, it is changed. Nothing where none is planned. */
export function EndClock() {
  const { t } = useTranslation('banker');
  const { t: tEvening } = useTranslation('evening');
  const format = useFormat();
  const left = useGameEndLeft();
  const [isOpen, setOpen] = useState(false);
  useEndSpoken(left);
  return (
    <>
      {left !== null && (
        <Button variant="quiet" size="small" onPress={() => setOpen(true)}>
          <span className={css.left} data-part="end-clock">
            {left <= 0 ? (
              tEvening('end.over')
            ) : (
              <>
                {tEvening('end.ends_in')} <b className={css.clock}>{format.clock(left)}</b>
              </>
            )}
          </span>
          <span className="visually-hidden">{t('end_time.change')}</span>
        </Button>
      )}
      <EndTimeDialog open={isOpen} onOpenChange={setOpen} />
    </>
  );
}

const MORE_MS = 5 * 60_000;

/** A line at ten minutes, at two and when time is up, with what can be done about it. */
export function EndLine() {
  const { t } = useTranslation('banker');
  const { store } = useDesk();
  const words = useEndWords();
  const left = useGameEndLeft();
  const { at, byItself, plan } = usePlannedEnd();
  const [read, setRead] = useState<string | null>(null);
  const [isEnding, setEnding] = useState(false);
  const stage = left === null ? 'far' : endStage(left);
  // The last minute is said with the last two.
  const told = stage === 'last_minute' ? 'two_minutes' : stage;
  const key = `${told} ${at}`;
  const isShown = left !== null && at !== null && stage !== 'far' && read !== key;
  return (
    <>
      {isShown && (
        <div className={css.line} data-part="end-line" data-stage={stage}>
          <p className={css.words}>
            <strong>{words(left)}</strong> {t(endHint(stage === 'over', byItself))}
          </p>
          <Button
            size="small"
            of="planned end"
            onPress={() => plan({ at: Math.max(at, store.hostNow()) + MORE_MS, byItself })}
          >
            {t('end_time.more')}
          </Button>
          <Button size="small" onPress={() => setEnding(true)}>
            {t('more.end')}
          </Button>
          <Button size="small" onPress={() => setRead(key)}>
            {t('end_time.read')}
          </Button>
        </div>
      )}
      <EndGame open={isEnding} onOpenChange={setEnding} />
    </>
  );
}

function endHint(isOver: boolean, byItself: boolean) {
  if (byItself) return 'end_time.ends_alone';
  return isOver ? 'end_time.end_now' : 'end_time.you_end';
}
