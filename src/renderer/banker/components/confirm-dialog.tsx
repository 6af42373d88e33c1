import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SharedState } from '../model/shared-state.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import css from './dialog.module.css';

interface ConfirmDialogProps {
  readonly title: string;
  readonly text: ReactNode;
  /** What is to be chosen with it. */
  readonly children?: ReactNode;
  readonly confirmLabel: string;
  /** On the button that changes nothing; "Cancel" unless something says more clearly what stays. */
  readonly cancelLabel?: string;
  /** What the answer changes, where others change that, too. */
  readonly of?: SharedState;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onConfirm: () => void;
}

/** Asks for confirmation before something that can't easily be undone. */
export function ConfirmDialog({
  title,
  text,
  children,
  confirmLabel,
  cancelLabel,
  of,
  open,
  onOpenChange,
  onConfirm,
}: ConfirmDialogProps) {
  const { t } = useTranslation('banker');
  return (
    <Dialog title={title} open={open} onOpenChange={onOpenChange}>
      {(close) => (
        <>
          <p>{text}</p>
          {children}
          <div className={css.answers} data-answers>
            <Button onPress={close}>{cancelLabel ?? t('cancel')}</Button>
            <Button
              variant="danger"
              {...(of === undefined ? {} : { of })}
              onPress={() => {
                onConfirm();
                close();
              }}
            >
              {confirmLabel}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
