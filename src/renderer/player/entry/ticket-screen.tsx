import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newIdempotencyKey } from '../../../client/idempotency-key.ts';
import { Button } from '../../shared/components/button.tsx';
import { Page } from '../components/screen-layout.tsx';
import { useDoor } from './entry-context.ts';
import { Failure } from './seat-failure-note.tsx';
import { attempt, type NoSeat, seatByTicket } from './seat-requests.ts';
import { whenLookedAt } from './when-visible.ts';
import css from './entry.module.css';

interface TicketScreenProps {
  readonly ticket: string;
  readonly onGiveUp: () => void;
}

/** A link that moves a seat to this phone. It works once, so it is used when somebody looks, not when a browser previews. */
export function TicketScreen({ ticket, onGiveUp }: TicketScreenProps) {
  const { t } = useTranslation('player');
  const { calls, enter } = useDoor();
  const [failed, setFailed] = useState<NoSeat | null>(null);
  const key = useRef(newIdempotencyKey());

  useEffect(() => {
    if (failed !== null) return undefined;
    const redeem = async () => {
      const got = await attempt(async () => seatByTicket(calls, ticket, key.current));
      if ('seat' in got) enter(got.seat);
      else setFailed(got.failed);
    };
    return whenLookedAt(document, () => void redeem());
  }, [calls, enter, failed, ticket]);

  if (failed === null) {
    return (
      <Page said={t('door.moving')}>
        <h1 className={css.title}>{t('door.moving')}</h1>
        <p className={css.lead}>{t('door.moving_text')}</p>
      </Page>
    );
  }
  return (
    <Page
      said={t('door.ticket_used')}
      actions={
        <>
          <Button variant="main" size="thumb" onClick={onGiveUp}>
            {t('door.already')}
          </Button>
          {failed === 'unreachable' && <Button onClick={() => setFailed(null)}>{t('door.try_again')}</Button>}
        </>
      }
    >
      {failed === 'unreachable' ? (
        <Failure why={failed} />
      ) : (
        <>
          <h1 className={css.title}>{t('door.ticket_used')}</h1>
          <p className={css.lead}>{t('door.ticket_used_text')}</p>
        </>
      )}
    </Page>
  );
}
