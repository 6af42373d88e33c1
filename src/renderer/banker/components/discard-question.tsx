import { clsx } from 'clsx';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { GuardedClose } from '../hooks/use-unsaved-text.ts';
import { Button } from './button.tsx';
import css from './dialog.module.css';

/** Asks before what was typed is thrown away. Escape and a press beside it keep it. */
export function DiscardQuestion({ question }: Pick<GuardedClose, 'question'>) {
  const { t } = useTranslation('banker');
  if (question === null) return null;
  return (
    <ModalOverlay className={clsx(css.overlay)} isDismissable isOpen onOpenChange={question.keep}>
      <Modal className={clsx(css.modal)}>
        <AriaDialog role="alertdialog" className={clsx(css.dialog)}>
          <header className={css.head}>
            <Heading slot="title">{t('unsaved.title')}</Heading>
          </header>
          <div className={css.answers} data-answers>
            <Button onPress={question.keep}>{t('unsaved.keep')}</Button>
            <Button variant="danger" onPress={question.discard}>
              {t('unsaved.discard')}
            </Button>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
