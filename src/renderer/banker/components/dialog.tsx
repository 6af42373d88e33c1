import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Action } from './button.tsx';
import { names } from './clsx.ts';
import css from './dialog.module.css';

interface WindowProps {
  readonly title: string;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly wide?: boolean;
  readonly children: (close: () => void) => ReactNode;
}

/** A window over the desk, closed by Escape, by its cross or by a press outside. */
export function Window({ title, open, onOpenChange, wide = false, children }: WindowProps) {
  const { t } = useTranslation('banker');
  return (
    <ModalOverlay
      className={css.overlay ?? ''}
      isDismissable
      {...(open === undefined ? {} : { isOpen: open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <Modal className={names(css.modal, wide && css.wide)}>
        <Dialog className={css.dialog ?? ''}>
          {({ close }) => (
            <>
              <header className={css.head}>
                <Heading slot="title">{title}</Heading>
                <Action kind="quiet" size="small" label={t('close')} onPress={close}>
                  <X aria-hidden size={18} />
                </Action>
              </header>
              {children(close)}
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface SureProps {
  readonly title: string;
  readonly text: ReactNode;
  readonly yes: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onYes: () => void;
}

/** Asks before what cannot easily be taken back. */
export function Sure({ title, text, yes, open, onOpenChange, onYes }: SureProps) {
  const { t } = useTranslation('banker');
  return (
    <Window title={title} open={open} onOpenChange={onOpenChange}>
      {(close) => (
        <>
          <p>{text}</p>
          <div className={css.answers}>
            <Action onPress={close}>{t('keep')}</Action>
            <Action
              kind="danger"
              onPress={() => {
                onYes();
                close();
              }}
            >
              {yes}
            </Action>
          </div>
        </>
      )}
    </Window>
  );
}
