import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { QrCode } from '../../shared/components/qr-code.tsx';
import { Button } from '../components/button.tsx';
import { useDesk } from '../desk/desk-context.ts';
import css from './full-screen-code.module.css';

interface FullScreenProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly link: string;
}

/** The code as large as the screen, for those at the back. */
export function FullScreenCode({ open, onOpenChange, link }: FullScreenProps) {
  const { t } = useTranslation('banker');
  const { gameCode } = useDesk();
  return (
    <ModalOverlay className={clsx(css.overlay)} isOpen={open} onOpenChange={onOpenChange} isDismissable>
      <Modal className={clsx(css.modal)}>
        <AriaDialog className={clsx(css.dialog)} aria-label={t('join.scan')}>
          {({ close }) => (
            <>
              <div className={css.qr}>
                <QrCode url={link} />
              </div>
              <div className={css.words}>
                <p className={css.title}>{t('join.scan')}</p>
                <div>
                  <p className={css.small}>{t('join.by_hand')}</p>
                  <p className={css.url}>
                    <bdi translate="no">{new URL(link).host}</bdi>
                  </p>
                </div>
                <div>
                  <p className={css.small}>{t('join.code')}</p>
                  <p className={css.code} translate="no" data-words="none">
                    {gameCode}
                  </p>
                </div>
                <div className={css.help}>
                  <p>{t('join.same_network')}</p>
                  <p>
                    <strong>{t('join.help_title')}</strong>
                  </p>
                  <ul>
                    <li>{t('join.help_android')}</li>
                    <li>{t('join.help_iphone')}</li>
                    <li>{t('join.help_vpn')}</li>
                  </ul>
                </div>
              </div>
              <Button variant="quiet" size="icon" className={css.close} label={t('close')} onPress={close}>
                <X aria-hidden size={28} />
              </Button>
            </>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
