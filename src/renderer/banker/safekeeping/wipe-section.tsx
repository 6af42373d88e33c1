import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HostError } from '../../../client/host-error.ts';
import { normaliseGameCode } from '../../../protocol/game-codes.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { useHostInfo } from '../../shared/hooks/use-host-info.ts';
import { isolate, BidiText } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { TextField } from '../components/fields.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useNotify } from '../desk/notices.tsx';
import { RefusalMessage } from './refusal-message.tsx';
import { Section } from './section.tsx';
import { useAttempt } from './use-attempt.ts';
import css from './safekeeping.module.css';

/** Deletes a game and every name in it. */
export function WipeSection() {
  const { t } = useTranslation('safekeeping');
  const goesOn = useGame(({ game }) => game?.status === 'in_progress' || game?.status === 'paused');
  const [asking, setAsking] = useState(false);
  const isInDatabase = useHostInfo(OWNER_SEAT_ID)?.games_kept_in === 'database';
  const hint = t(isInDatabase ? 'wipe.hint_database' : 'wipe.hint');
  return (
    <Section title={t('wipe.title')} hint={hint} part="wipe" level={3}>
      {goesOn && <p>{t('wipe.running')}</p>}
      <div>
        <Button variant="danger" disabled={goesOn} onPress={() => setAsking(true)}>
          <Trash2 aria-hidden size={18} /> {t('wipe.open')}
        </Button>
      </div>
      {asking && <WipeDialog isInDatabase={isInDatabase} onClose={() => setAsking(false)} />}
    </Section>
  );
}

interface WipeDialogProps {
  readonly isInDatabase: boolean;
  readonly onClose: () => void;
}

function WipeDialog({ isInDatabase, onClose }: WipeDialogProps) {
  const { t } = useTranslation('safekeeping');
  const { t: tBanker } = useTranslation('banker');
  const { gameCode, leave } = useDesk();
  const notify = useNotify();
  const name = isolate(useGame(({ game }) => game?.name ?? ''));
  const wipe = useWipe();
  const { busy, refusal, attempt } = useAttempt();
  const [typed, setTyped] = useState('');
  const isSure = normaliseGameCode(typed) === gameCode;

  const goOn = async () => {
    if (!isSure) return;
    const wiped = await attempt(wipe);
    if (wiped === null) return;
    notify(t('wipe.done', { name }));
    leave?.();
  };
  return (
    <Dialog title={t('wipe.ask')} open onOpenChange={(open) => !open && !busy && onClose()}>
      {() => (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            void goOn();
          }}
        >
          <p>
            <BidiText>{t(isInDatabase ? 'wipe.what_database' : 'wipe.what', { name })}</BidiText>
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
      )}
    </Dialog>
  );
}

/** Wipes the game; if it is already gone, because an earlier answer was lost, that counts as wiped. */
function useWipe(): () => Promise<true> {
  const { api, gameCode } = useDesk();
  return async () => {
    try {
      await api.wipeGame(gameCode);
    } catch (error) {
      if (!(error instanceof HostError) || error.problem?.code !== 'not_found') throw error;
    }
    return true;
  };
}
