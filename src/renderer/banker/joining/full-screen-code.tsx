import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { WifiNetwork } from '../../../protocol/wifi-network.ts';
import type { WifiReport } from '../../../protocol/wifi.ts';
import { QrCode, WifiQrCode } from '../../shared/components/qr-code.tsx';
import { Arrivals } from '../../shared/evening/arrivals.tsx';
import { newestArrivals } from '../../shared/evening/newest-arrivals.ts';
import { wifiName } from '../../shared/hooks/use-wifi.ts';
import { Button } from '../components/button.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import css from './full-screen-code.module.css';

interface CodesProps {
  /** Why phones scan it now, where that is not plain. */
  readonly why?: string;
  readonly link: string;
  /** Null: not known yet. */
  readonly wifi: WifiReport | null;
  /** Whether phones come over the internet: then no Wi-Fi matters. */
  readonly isPublic?: boolean;
}

interface FullScreenProps extends CodesProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** The code as large as the screen, for those at the back; beside it the code of the Wi-Fi, if there is one. */
export function FullScreenCode({ open, onOpenChange, link, wifi, isPublic = false, why }: FullScreenProps) {
  const { t } = useTranslation('banker');
  return (
    <ModalOverlay className={clsx(css.overlay)} isOpen={open} onOpenChange={onOpenChange} isDismissable>
      <Modal className={clsx(css.modal)}>
        <AriaDialog className={clsx(css.dialog)} aria-label={t('join.scan')}>
          {({ close }) => (
            <>
              {wifi === null || wifi.network === null ? (
                <OneCode link={link} wifi={wifi} isPublic={isPublic} {...(why !== undefined && { why })} />
              ) : (
                <TwoCodes link={link} network={wifi.network} {...(why !== undefined && { why })} />
              )}
              <Arrived />
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

/** As many as fit under the codes. */
const MOST_ARRIVALS = 8;

/** Everybody in the room looks at the code, and sees that it worked. */
function Arrived() {
  const { sounds } = useDesk();
  const view = useGame(({ players, teams, game }) => ({ players, teams, game }));
  return (
    <div className={css.arrived}>
      <Arrivals arrivals={newestArrivals(view, MOST_ARRIVALS)} sounds={sounds} />
    </div>
  );
}

function OneCode({ link, wifi, isPublic, why }: CodesProps) {
  const { t } = useTranslation('banker');
  const name = wifiName(wifi);
  return (
    <div className={css.one}>
      {why !== undefined && <p className={css.why}>{why}</p>}
      <div className={css.qr}>
        <QrCode url={link} />
      </div>
      <div className={css.words}>
        <p className={css.title}>{t('join.scan')}</p>
        {name !== null && <Labelled label={t('wifi.join_first')} value={name} />}
        <Typed link={link} />
        {!isPublic && (
          <>
            <p>{t('join.same_network')}</p>
            <Help />
          </>
        )}
      </div>
    </div>
  );
}

interface TwoCodesProps extends Pick<CodesProps, 'link' | 'why'> {
  readonly network: WifiNetwork;
}

/** First the Wi-Fi, then the game: a phone in another network cannot open it. */
function TwoCodes({ link, network, why }: TwoCodesProps) {
  const { t } = useTranslation('banker');
  return (
    <div className={css.two}>
      {why !== undefined && <p className={css.why}>{why}</p>}
      <section className={css.step}>
        <h2 className={css.title}>{t('wifi.step_wifi')}</h2>
        <div className={css.qr}>
          <WifiQrCode network={network} />
        </div>
        <Labelled label={t('wifi.name')} value={network.ssid} />
        {network.password !== '' && <Labelled label={t('wifi.password')} value={network.password} />}
      </section>
      <section className={css.step}>
        <h2 className={css.title}>{t('wifi.step_game')}</h2>
        <div className={css.qr}>
          <QrCode url={link} />
        </div>
        <Typed link={link} />
      </section>
      <Help />
    </div>
  );
}

/** What to type if the code can't be scanned. */
function Typed({ link }: Pick<CodesProps, 'link'>) {
  const { t } = useTranslation('banker');
  const { gameCode } = useDesk();
  return (
    <>
      <Labelled label={t('join.by_hand')} value={new URL(link).host} />
      <div>
        <p className={css.small}>{t('join.code')}</p>
        <p className={css.code} translate="no" data-words="none">
          {gameCode}
        </p>
      </div>
    </>
  );
}

function Labelled({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <p className={css.small}>{label}</p>
      <p className={css.url}>
        <bdi translate="no">{value}</bdi>
      </p>
    </div>
  );
}

function Help() {
  const { t } = useTranslation('banker');
  return (
    <div className={css.help}>
      <p>
        <strong>{t('join.help_title')}</strong>
      </p>
      <ul>
        <li>{t('join.help_android')}</li>
        <li>{t('join.help_iphone')}</li>
        <li>{t('join.help_vpn')}</li>
      </ul>
    </div>
  );
}
