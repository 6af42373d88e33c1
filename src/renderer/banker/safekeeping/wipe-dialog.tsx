import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostClient } from '../../../client/host-client.ts';
import { HostError } from '../../../client/host-error.ts';
import { normaliseGameCode } from '../../../protocol/game-codes.ts';
import type { WipeGameQuery } from '../../../protocol/rest-schemas.ts';
import { isolate, BidiText } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { TextField } from '../components/fields.tsx';
import { useNotify } from '../desk/notices.tsx';
import { RefusalMessage } from './refusal-message.tsx';
import { useAttempt } from './use-attempt.ts';
import css from './safekeeping.module.css';

interface WipeDialogProps {
  readonly api: Pick<HostClient, 'wipeGame'>;
  readonly gameCode: string;
  /** What the dialog calls the game: its name or, where that is not known, its code. */
  readonly name: string;
  readonly isInDatabase: boolean;
  /** What the game was when the dialog was opened: it is wiped as that alone. */
  readonly meant: WipeGameQuery;
  /** Why it is not that any more; null while it is. */
  readonly movedOn: string | null;
  readonly onWiped: () => void;
  readonly onClose: () => void;
}

/** Asks for the game's code, then deletes the game and every name in it. */
export function WipeDialog(props: WipeDialogProps) {
  const { api, gameCode, name, isInDatabase, meant, movedOn, onWiped, onClose } = props;
  const { t } = useTranslation('safekeeping');
  const { t: tBanker } = useTranslation('banker');
  const notify = useNotify();
  const { busy, refusal, attempt } = useAttempt();
  const [typed, setTyped] = useState('');
  const isSure = normaliseGameCode(typed) === gameCode;

  const goOn = async () => {
    if (!isSure) return;
    const wiped = await attempt(() => wipe(api, gameCode, meant));
    if (wiped === null) return;
    notify(t('wipe.done', { name: isolate(name) }));
    onWiped();
  };
  return (
    <Dialog title={t('wipe.ask')} open onOpenChange={(open) => !open && !busy && onClose()}>
      {() =>
        movedOn !== null && !busy ? (
          <>
            <p role="alert">{movedOn}</p>
            <div className={css.answers} data-answers>
              <Button onPress={onClose}>{tBanker('close')}</Button>
            </div>
          </>
        ) : (
          <form
            className={css.form}
            onSubmit={(event) => {
              event.preventDefault();
              void goOn();
            }}
          >
            <p>
              <BidiText>
                {t(isInDatabase ? 'wipe.what_database' : 'wipe.what', { name: isolate(name) })}
              </BidiText>
            </p>
            <ul className={css.meaning}>
              <li>{t('wipe.screens')}</li>
              <li>{t('wipe.files')}</li>
            </ul>
            <TextField label={t('wipe.type', { code: gameCode })} value={typed} onChange={setTyped} />
            <RefusalMessage title={t('wipe.failed')} refusal={refusal} />
            <output className={css.busy}>
              {busy && (
                <>
                  <progress aria-label={t('wipe.busy')} /> {t('wipe.busy')}
                </>
              )}
            </output>
            <div className={css.answers} data-answers>
              <Button onPress={() => !busy && onClose()}>{tBanker('cancel')}</Button>
              <Button variant="danger" submit disabled={!isSure}>
                {t('wipe.yes')}
              </Button>
            </div>
          </form>
        )
      }
    </Dialog>
  );
}

/** If the game is already gone, because an earlier answer was lost, that counts as wiped. */
async function wipe(
  api: WipeDialogProps['api'],
  gameCode: string,
  meant: WipeDialogProps['meant'],
): Promise<true> {
  try {
    await api.wipeGame(gameCode, meant);
  } catch (error) {
    if (!(error instanceof HostError) || error.problem?.code !== 'not_found') throw error;
  }
  return true;
}
