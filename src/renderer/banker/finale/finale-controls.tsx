import { ChevronLeft, ChevronRight, PartyPopper } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOrderKeptBack } from '../../shared/results/kept-back.ts';
import { Button } from '../components/button.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { useGame } from '../desk/desk-context.ts';
import { type FinaleControl, useFinale, useFinaleKeys } from './use-finale.ts';
import css from './finale.module.css';

/** Steps the board through the results. Only once the game is over. */
export function FinaleControls() {
  const { t } = useTranslation('summary');
  const isOver = useGame(({ game }) => game?.status === 'completed');
  const finale = useFinale();
  useFinaleKeys(finale);
  if (!isOver) return null;
  return (
    <section className={css.finale} aria-labelledby="finale-title" data-part="finale">
      <h3 id="finale-title">{t('finale.title')}</h3>
      {finale.shown === null ? <Begin finale={finale} /> : <Running finale={finale} />}
    </section>
  );
}

function Begin({ finale: { hasResults, isTurned, goTo } }: { readonly finale: FinaleControl }) {
  const { t } = useTranslation('summary');
  if (!hasResults) return <p className={css.quiet}>{t('finale.nothing')}</p>;
  return (
    <div className={css.begin}>
      <p className={css.quiet}>{t('finale.text')}</p>
      <Button variant="main" size="big" turned={isTurned} onPress={() => void goTo('opening')}>
        <PartyPopper aria-hidden size={20} /> {t('finale.begin')}
      </Button>
    </div>
  );
}

function Running({ finale }: { readonly finale: FinaleControl }) {
  const { t } = useTranslation('summary');
  const { shown, back, next, isTurned, goTo } = finale;
  return (
    <>
      <p aria-live="polite" className={css.now}>
        {t('finale.on_board')} <strong>{shown !== null && t(`finale.steps.${shown}`)}</strong>
      </p>
      <div className={css.presses}>
        <Button
          size="big"
          turned={isTurned}
          disabled={back === null}
          onPress={() => back !== null && void goTo(back)}
        >
          <ChevronLeft aria-hidden size={24} /> {t('finale.back')}
        </Button>
        <Button
          variant="main"
          size="big"
          className={css.next}
          turned={isTurned}
          disabled={next === null}
          onPress={() => next !== null && void goTo(next)}
        >
          {t('finale.next')} <ChevronRight aria-hidden size={24} />
        </Button>
        <Close finale={finale} />
      </div>
      <p className={css.quiet}>
        {next === null ? t('finale.last') : t('finale.next_is', { step: t(`finale.steps.${next}`) })}{' '}
        {t('finale.keys')}
      </p>
    </>
  );
}

/** Asks first while there is still an order to give away. */
function Close({ finale: { close, hasResults } }: { readonly finale: FinaleControl }) {
  const { t } = useTranslation('summary');
  const [isAsking, setAsking] = useState(false);
  const isKeptBack = useGame(({ game }) => game !== null && isOrderKeptBack(game)) && hasResults;
  return (
    <>
      <Button size="big" of="finale" onPress={() => (isKeptBack ? setAsking(true) : void close())}>
        {t('finale.close')}
      </Button>
      <ConfirmDialog
        title={t('finale.close_title')}
        text={t('finale.close_text')}
        confirmLabel={t('finale.close_yes')}
        cancelLabel={t('finale.close_no')}
        of="finale"
        open={isAsking && isKeptBack}
        onOpenChange={setAsking}
        onConfirm={() => void close()}
      />
    </>
  );
}
