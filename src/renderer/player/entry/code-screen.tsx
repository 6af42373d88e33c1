import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normaliseGameCode } from '../../../protocol/game-codes.ts';
import { Button } from '../../shared/components/button.tsx';
import { Field } from '../components/field.tsx';
import { Note } from '../components/note.tsx';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { WifiHelp } from '../components/wifi-help.tsx';
import { loadJoinLater, useLaterPart } from '../hooks/use-later-part.ts';
import { useEntry } from './entry-context.ts';
import { SeatFailureNote } from './seat-failure-note.tsx';
import { showRefused } from './show-refused.ts';
import css from './entry.module.css';

interface CodeScreenProps {
  /** The last code, which opened no game. */
  readonly wrongCode: string | null;
  /** Whether the address that was opened leads to no game. */
  readonly isWrongAddress: boolean;
}

/** Letters and digits that no code has, because they look like others. */
const LOOK_ALIKES = /[OIL01]/i;

/** `/`: the game code, typed by hand. */
export function CodeScreen({ wrongCode, isWrongAddress }: CodeScreenProps) {
  const { t } = useTranslation('player');
  const { goTo } = useEntry();
  const { Part: later } = useLaterPart(loadJoinLater, '');
  const [typed, setTyped] = useState(wrongCode ?? '');
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = normaliseGameCode(typed);
    if (code !== null) return goTo(code);
    setFault(t(LOOK_ALIKES.test(typed) ? 'entry.code_look_alike' : 'entry.code_wrong'));
    showRefused(event.currentTarget);
  };
  return (
    <form onSubmit={submit} noValidate className={css.form}>
      <ScreenLayout
        place="top"
        actions={
          <Button type="submit" variant="main" size="thumb">
            {t('entry.code_go')}
          </Button>
        }
      >
        <h1 className={css.title}>{t('entry.title')}</h1>
        {wrongCode !== null && <SeatFailureNote why="not_found" />}
        {wrongCode === null && isWrongAddress && (
          <Note kind="trouble">
            <p>{t('entry.wrong_address')}</p>
          </Note>
        )}
        <Field
          label={t('entry.code')}
          hint={t('entry.code_hint')}
          fault={fault}
          className={css.code}
          value={typed}
          autoComplete="off"
          autoCapitalize="characters"
          enterKeyHint="go"
          maxLength={16}
          dir="ltr"
          onChange={({ target }) => {
            setTyped(target.value);
            setFault(null);
          }}
        />
        {later !== null && <later.SeatsHere code={null} name="" busy={false} />}
        <WifiHelp />
      </ScreenLayout>
    </form>
  );
}
