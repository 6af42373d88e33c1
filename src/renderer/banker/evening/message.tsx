/** What the banker says to everybody: typed here, shown on all phones and the board. */
import { Megaphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GameView } from '../../../client/game-view.ts';
import { MESSAGE_LIMIT } from '../../../game/text-limits.ts';
import { useStandingMessage } from '../../shared/evening/message.ts';
import { useFormat } from '../../shared/format.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { refuseKey } from '../../shared/refused-press.ts';
import { checkTyped } from '../../shared/typed-text.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { LongTextField } from '../components/long-text-field.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useNotify } from '../desk/notices.tsx';
import { useHostTimeValue } from '../hooks/desk-clocks.ts';
import { useIsFresh } from '../hooks/use-changed-by-others.ts';
import { useUnsavedText } from '../hooks/use-unsaved-text.ts';
import { useRemember } from '../own-acts/own-acts-context.tsx';
import { meantMessage, messageTextOf } from '../own-acts/setting-acts.ts';
import css from './evening.module.css';

/** The board has nothing else on it then. */
const isInReveal = ({ game }: Pick<GameView, 'game'>): boolean => game !== null && game.finale !== null;

/** Says and takes down; each is an act of this desk, which Undo takes back. */
function useSay() {
  const { t } = useTranslation('banker');
  const { api, gameCode, store } = useDesk();
  const notify = useNotify();
  const remember = useRemember();
  const say = async (text: string | null): Promise<boolean> => {
    const meant = meantMessage(store.getView());
    const before = messageTextOf(store.getView(), store.hostNow());
    const said = await remember(
      { kind: 'message', id: Math.round(store.hostNow()), version: 0, before, after: text },
      () => (text === null ? api.removeMessage(gameCode, meant) : api.sendMessage(gameCode, text)),
    );
    if (said === null) return false;
    const isWaiting = isInReveal(store.getView());
    notify(t(text === null ? 'message.removed' : isWaiting ? 'message.waits' : 'message.sent'));
    return true;
  };
  return say;
}

interface MessageDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function MessageDialog({ open, onOpenChange }: MessageDialogProps) {
  const { t } = useTranslation('banker');
  return (
    <Dialog title={t('message.title')} open={open} onOpenChange={onOpenChange}>
      {(close) => <MessageForm onDone={close} />}
    </Dialog>
  );
}

function MessageForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('banker');
  const say = useSay();
  const { store } = useDesk();
  const standing = useStandingMessage(
    store,
    useGame((view) => view.message),
  );
  const isFresh = useIsFresh('message');
  const [typed, setTyped] = useState('');
  const [isSending, setSending] = useState(false);
  useUnsavedText(typed.trim() !== '');
  const { text, fault } = checkTyped(typed, MESSAGE_LIMIT);
  const send = async (form: HTMLFormElement) => {
    if (fault !== null || isSending) return;
    // Another desk has only just said something, which this would take away unread.
    if (isFresh()) return refuseKey(form, 'changed');
    setSending(true);
    const isSaid = await say(text);
    setSending(false);
    if (isSaid) onDone();
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget);
      }}
    >
      <LongTextField
        takesFocus
        rows={3}
        label={t('message.label')}
        hint={t('message.hint')}
        placeholder={t('message.placeholder')}
        limit={MESSAGE_LIMIT}
        value={typed}
        onChange={setTyped}
      />
      {standing !== null && (
        <output className={css.standing}>
          <BidiText>{t('message.standing', { message: isolate(standing.text) })}</BidiText>
        </output>
      )}
      <div className={css.actions} data-answers>
        <Button variant="main" submit of="message" disabled={fault !== null} pending={isSending}>
          {t('message.send')}
        </Button>
      </div>
    </form>
  );
}

/** What stands on all screens just now, and until when. */
export function MessageLine() {
  const { t } = useTranslation('banker');
  const { store } = useDesk();
  const format = useFormat();
  const say = useSay();
  const message = useStandingMessage(
    store,
    useGame((view) => view.message),
  );
  const isRevealing = useGame(isInReveal);
  const until = message?.until ?? 0;
  const minutes = useHostTimeValue((hostNow) => Math.max(1, Math.ceil((until - hostNow) / 60_000)));
  if (message === null) return null;
  return (
    <div className={css.line} data-part="message-line">
      <Megaphone aria-hidden size={20} />
      <p className={css.words}>
        <strong dir="auto">{message.text}</strong>{' '}
        {isRevealing
          ? t('message.waits')
          : t('message.stands', { count: minutes, number: format.number(minutes) })}
      </p>
      <Button size="small" of="message" onPress={() => void say(null)}>
        {t('message.remove')}
      </Button>
    </div>
  );
}
