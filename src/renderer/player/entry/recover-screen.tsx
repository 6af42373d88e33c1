import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cleanText } from '../../../game/clean-text.ts';
import { foldDigits } from '../../../game/fold-digits.ts';
import { PIN_DIGITS } from '../../../protocol/seat.ts';
import { Button } from '../../shared/components/button.tsx';
import { fitWords } from '../../shared/fit-words.ts';
import { Field } from '../components/field.tsx';
import { Note } from '../components/note.tsx';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { useIntoView } from '../hooks/use-into-view.ts';
import { useEntry } from './entry-context.ts';
import { SeatFailureNote } from './seat-failure-note.tsx';
import type { SeatFailure, UnfinishedRecovery } from './seat-requests.ts';
import { showRefused } from './show-refused.ts';
import { useSeatRequest } from './use-seat-request.ts';
import css from './entry.module.css';

const WHOLE_PIN = new RegExp(`^\\d{${PIN_DIGITS}}$`);

interface RecoverScreenProps {
  readonly code: string;
  /** The name of the seat this phone has just lost; empty if there is none. */
  readonly name: string;
  /** What was typed before the page was loaded again. */
  readonly unfinished: UnfinishedRecovery | null;
  readonly onWrongCode: () => void;
  readonly onNew: () => void;
}

/** What is said here alone. */
const OWN_WORDS = {
  no_right: 'come_back.seat_moved',
  too_many: 'come_back.too_many',
  wrong_pin: 'come_back.wrong_pin',
} as const;

const isOwn = (why: SeatFailure): why is keyof typeof OWN_WORDS => why in OWN_WORDS;

/** Why name and PIN brought no seat, or why they are asked for. */
function RecoveryFailure({ why }: { readonly why: SeatFailure }) {
  const { t } = useTranslation('drawer');
  const shown = useIntoView<HTMLDivElement>();
  if (!isOwn(why)) return <SeatFailureNote why={why} />;
  return (
    <div ref={shown} className={css.failure}>
      <Note kind="trouble">
        <p>{t(OWN_WORDS[why])}</p>
      </Note>
    </div>
  );
}

/** "I was already playing": name and PIN bring the seat to this phone. */
export function RecoverScreen({ code, name: lost, unfinished, onWrongCode, onNew }: RecoverScreenProps) {
  const { t } = useTranslation('player');
  const { recover: recoverSeat } = useEntry();
  const { busy, failed, run } = useSeatRequest(unfinished?.failed);
  const [name, setName] = useState(unfinished?.typed.player_name ?? lost);
  const [pin, setPin] = useState(unfinished?.typed.seat_pin ?? '');
  const [fault, setFault] = useState<string | null>(null);

  const recover = async () => {
    const typed = { player_name: name, seat_pin: foldDigits(pin) };
    const wrong = await run(() => recoverSeat(code, typed));
    if (wrong === 'not_found') onWrongCode();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const isWhole = cleanText(name) !== '' && WHOLE_PIN.test(foldDigits(pin.trim()));
    if (!isWhole) {
      setFault(t('entry.pin_missing'));
      showRefused(event.currentTarget);
    } else if (!busy) void recover();
  };
  // It says why this screen has come, in the place of what to do here.
  const isLost = failed === 'no_right';
  return (
    <form onSubmit={submit} noValidate className={css.form}>
      <ScreenLayout
        place="top"
        actions={
          <>
            <Button type="submit" variant="main" size="thumb" aria-disabled={busy}>
              {busy ? t('entry.joining') : t('entry.recover')}
            </Button>
            <Button variant="quiet" onClick={onNew}>
              {t('entry.new_here')}
            </Button>
          </>
        }
      >
        <div className={css.head}>
          <h1 className={css.title} style={fitWords(t('entry.recover_title'))}>
            {t('entry.recover_title')}
          </h1>
          {isLost ? <RecoveryFailure why={failed} /> : <p className={css.lead}>{t('entry.recover_lead')}</p>}
        </div>
        <Field
          label={t('entry.name')}
          hint={t('entry.in_game', { code })}
          value={name}
          autoComplete="nickname"
          autoCapitalize="words"
          enterKeyHint="next"
          dir="auto"
          onChange={({ target }) => setName(target.value)}
        />
        <Field
          label={t('entry.pin')}
          hint={t('entry.pin_hint')}
          fault={fault}
          className={css.code}
          value={pin}
          inputMode="numeric"
          autoComplete="off"
          enterKeyHint="go"
          maxLength={2 * PIN_DIGITS}
          dir="ltr"
          onChange={({ target }) => {
            setPin(target.value);
            setFault(null);
          }}
        />
        {failed !== null && !isLost && <RecoveryFailure why={failed} />}
      </ScreenLayout>
    </form>
  );
}
