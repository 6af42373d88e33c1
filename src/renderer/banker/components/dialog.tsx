import { clsx } from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import css from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly wide?: boolean;
  /** It holds much that is typed, which a press beside it must not lose. */
  readonly keepsTyped?: boolean;
  readonly children: (close: () => void) => ReactNode;
}

/** A dialog over the desk, closed by Escape, its cross or a press outside. */
export function Dialog({
  title,
  open,
  onOpenChange,
  wide = false,
  keepsTyped = false,
  children,
}: DialogProps) {
  const { t } = useTranslation('banker');
  return (
    <ModalOverlay
      className={clsx(css.overlay)}
      isDismissable={!keepsTyped}
      {...(open === undefined ? {} : { isOpen: open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <Modal className={clsx(css.modal, wide && css.wide)}>
        <AriaDialog className={clsx(css.dialog)}>
          {({ close }) => (
            <>
              <header className={css.head}>
                <Heading slot="title">{title}</Heading>
                <Button variant="quiet" size="small" label={t('close')} onPress={close}>
                  <X aria-hidden size={18} />
                </Button>
              </header>
              {children(close)}
            </>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
