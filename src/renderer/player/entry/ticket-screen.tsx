import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/components/button.tsx';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { useEntry } from './entry-context.ts';
import { SeatFailureNote } from './seat-failure-note.tsx';
import {
  isForNow,
  redeemSeatTicket,
  type SeatFailure,
  type SeatResult,
  trySeatRequest,
} from './seat-requests.ts';
import { whenVisible } from './when-visible.ts';
import css from './entry.module.css';

interface TicketScreenProps {
  readonly ticket: string;
  readonly onGiveUp: () => void;
}

/** A link that moves a seat to this phone. It works once, so it waits until the page is visible: browsers prefetch. */
export function TicketScreen({ ticket, onGiveUp }: TicketScreenProps) {
  const { t } = useTranslation('player');
  const { t: tLater } = useTranslation('drawer');
  const { api, enter } = useEntry();
  const [failed, setFailed] = useState<SeatFailure | null>(null);
  const redemption = useRef<Promise<SeatResult> | null>(null);

  useEffect(() => {
    if (failed !== null) return undefined;
    let isCurrent = true;
    const redeem = async () => {
      // Effects may run twice, but a link works once: the second run waits for the answer that the first one asked for.
      const pending = redemption.current ?? trySeatRequest(() => redeemSeatTicket(api, ticket));
      redemption.current = pending;
      const result = await pending;
      if (!isCurrent) return;
      redemption.current = null;
      if ('seat' in result) enter(result.seat);
      else setFailed(result.failed);
    };
    const stopWaiting = whenVisible(document, () => void redeem());
    return () => {
      isCurrent = false;
      stopWaiting();
    };
  }, [api, enter, failed, ticket]);

  if (failed === null) {
    return (
      <ScreenLayout announcement={t('entry.moving')}>
        <h1 className={css.title}>{t('entry.moving')}</h1>
        <p className={css.lead}>{t('entry.moving_text')}</p>
      </ScreenLayout>
    );
  }
  return (
    <ScreenLayout
      announcement={isForNow(failed) ? undefined : t('entry.ticket_used')}
      actions={
        <>
          <Button variant="main" size="thumb" onClick={onGiveUp}>
            {t('entry.already')}
          </Button>
          {isForNow(failed) && <Button onClick={() => setFailed(null)}>{t('entry.try_again')}</Button>}
        </>
      }
    >
      {isForNow(failed) ? (
        <SeatFailureNote why={failed} />
      ) : (
        <>
          <h1 className={css.title}>{t('entry.ticket_used')}</h1>
          <p className={css.lead}>{tLater('come_back.link_used')}</p>
        </>
      )}
    </ScreenLayout>
  );
}
