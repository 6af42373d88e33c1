import { clsx } from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { UnsavedTextContext, useGuardedClose } from '../hooks/use-unsaved-text.ts';
import { Button } from './button.tsx';
import { DiscardQuestion } from './discard-question.tsx';
import css from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly wide?: boolean;
  /** Whether something typed would be lost, where no field inside says so by `useUnsavedText`. */
  readonly unsaved?: boolean;
  /** `close` when all is done; `leave` for a Cancel, which asks if something typed would be lost. */
  readonly children: (close: () => void, leave: () => void) => ReactNode;
}

/** A dialog over the desk, closed by Escape, its cross or a press outside; each asks first if something typed would be lost. */
export function Dialog({ title, open, onOpenChange, wide = false, unsaved = false, children }: DialogProps) {
  const { t } = useTranslation('banker');
  // At once: a second press would otherwise come to a page that still has what the first one has closed.
  const close = () => flushSync(() => onOpenChange(false));
  const guarded = useGuardedClose(close, unsaved);
  return (
    <ModalOverlay
      className={clsx(css.overlay)}
      isDismissable
      isOpen={open}
      onOpenChange={(isOpen) => (isOpen ? onOpenChange(true) : guarded.close())}
    >
      <Modal className={clsx(css.modal, wide && css.wide)}>
        <AriaDialog className={clsx(css.dialog)}>
          <header className={css.head}>
            <Heading slot="title">{title}</Heading>
            <Button variant="quiet" size="small" label={t('close')} onPress={guarded.close}>
              <X aria-hidden size={18} />
            </Button>
          </header>
          <UnsavedTextContext value={guarded.report}>{children(close, guarded.close)}</UnsavedTextContext>
          <DiscardQuestion question={guarded.question} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
