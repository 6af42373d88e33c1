import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/components/button.tsx';
import { Field } from '../components/field.tsx';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { WifiHelp } from '../components/wifi-help.tsx';
import { loadJoinLater, useLaterPart } from '../hooks/use-later-part.ts';
import { useEntry } from './entry-context.ts';
import { SeatFailureNote } from './seat-failure-note.tsx';
import { showRefused } from './show-refused.ts';
import { useSeatRequest } from './use-seat-request.ts';
import css from './entry.module.css';

interface JoinScreenProps {
  readonly code: string;
  /** The name that was being joined with when the page was loaded again; empty if none was. */
  readonly name: string;
  readonly onWrongCode: () => void;
  /** The seat that was joined with this name is not here any more. */
  readonly onLost: (name: string) => void;
  readonly onRecover: () => void;
}

/** `/j/{code}`: a name, and in. */
export function JoinScreen({ code, name: joining, onWrongCode, onLost, onRecover }: JoinScreenProps) {
  const { t } = useTranslation('player');
  const { t: tShared } = useTranslation('shared');
  const entry = useEntry();
  const { busy, failed, run } = useSeatRequest();
  const [name, setName] = useState(joining);
  const [fault, setFault] = useState<string | null>(null);

  // Until it is there, only the host looks.
  const { Part: check } = useLaterPart(loadJoinLater, '');

  const join = async () => {
    const wrong = await run(() => (check?.joinUnlessHere ?? entry.join)(code, name, entry));
    if (wrong === 'not_found') onWrongCode();
    if (wrong === 'no_right') onLost(name);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wrong = name.trim() === '' ? 'empty' : (check?.nameFault(name) ?? null);
    if (wrong === 'empty') setFault(t('entry.name_missing'));
    if (wrong !== null) showRefused(event.currentTarget);
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
          <button type="button" className={css.codeChip} onClick={() => entry.goTo(null)}>
            <bdi translate="no" className={css.codeBig}>
              {code}
            </bdi>
            <span className={css.codeOther}>{t('entry.other_code')}</span>
          </button>
        </div>
        <Field
          label={t('entry.name')}
          hint={t('entry.name_hint')}
          fault={check?.nameFaultText(tShared, name) ?? fault}
          value={name}
          autoComplete="nickname"
          autoCapitalize="words"
          enterKeyHint="go"
          counter={check?.NameCounter}
          dir="auto"
          onChange={({ target }) => {
            setName(target.value);
            setFault(null);
          }}
        />
        {failed !== null && <SeatFailureNote why={failed} />}
        {check !== null && <check.SeatsHere code={code} name={name} busy={busy} />}
        {failed !== 'unreachable' && <WifiHelp />}
      </ScreenLayout>
    </form>
  );
}
