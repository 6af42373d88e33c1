import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cleanText, isWithinLimits, MAX_NAME_BYTES, MAX_NAME_GRAPHEMES } from '../../../game/names.ts';
import { Button } from '../../shared/components/button.tsx';
import { Field } from '../components/field.tsx';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { WifiHelp } from '../components/wifi-help.tsx';
import { useEntry } from './entry-context.ts';
import { SeatFailureNote } from './seat-failure-note.tsx';
import { seatFromAnswer } from './seat-requests.ts';
import { StoredSeats } from './stored-seats.tsx';
import { useSeatRequest } from './use-seat-request.ts';
import css from './entry.module.css';

interface JoinScreenProps {
  readonly code: string;
  readonly onWrongCode: () => void;
  readonly onRecover: () => void;
}

/** `/j/{code}`: a name, and in. */
export function JoinScreen({ code, onWrongCode, onRecover }: JoinScreenProps) {
  const { t } = useTranslation('player');
  const { api, goTo } = useEntry();
  const { busy, failed, run } = useSeatRequest();
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string | null>(null);

  const join = async () => {
    const wrong = await run(async () => seatFromAnswer(await api.join(code, { player_name: name })));
    if (wrong === 'not_found') onWrongCode();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const shown = cleanText(name);
    if (shown === '') setFault(t('entry.name_missing'));
    else if (!isWithinLimits(shown, MAX_NAME_GRAPHEMES, MAX_NAME_BYTES)) setFault(t('entry.name_too_long'));
    else if (!busy) void join();
  };
  return (
    <form onSubmit={submit} noValidate className={css.form}>
      <ScreenLayout
        place="top"
        actions={
          <>
            <Button type="submit" variant="main" size="thumb" aria-disabled={busy}>
              {busy ? t('entry.joining') : t('entry.join')}
            </Button>
            <Button variant="quiet" onClick={onRecover}>
              {t('entry.already')}
            </Button>
          </>
        }
      >
        <div className={css.head}>
          <h1 className={css.title}>{t('entry.title')}</h1>
          <button type="button" className={css.codeChip} onClick={() => goTo(null)}>
            <bdi className={css.codeBig}>{code}</bdi>
            <span className={css.codeOther}>{t('entry.other_code')}</span>
          </button>
        </div>
        <Field
          label={t('entry.name')}
          hint={t('entry.name_hint')}
          fault={fault}
          value={name}
          autoComplete="off"
          autoCapitalize="words"
          enterKeyHint="go"
          maxLength={MAX_NAME_BYTES}
          dir="auto"
          onChange={({ target }) => {
            setName(target.value);
            setFault(null);
          }}
        />
        {failed !== null && <SeatFailureNote why={failed} />}
        <StoredSeats code={code} />
        {failed !== 'unreachable' && <WifiHelp />}
      </ScreenLayout>
    </form>
  );
}
