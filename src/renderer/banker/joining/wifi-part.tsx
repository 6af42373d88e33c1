import { Wifi } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import type { WifiReport } from '../../../protocol/wifi.ts';
import { WifiQrCode } from '../../shared/components/qr-code.tsx';
import { wifiName } from '../../shared/hooks/use-wifi.ts';
import { Button } from '../components/button.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { WifiDialog } from './wifi-dialog.tsx';
import css from './wifi.module.css';

interface WifiPartProps {
  readonly wifi: WifiReport;
  readonly size: 'large' | 'small';
  readonly onFullScreen: () => void;
  readonly onChanged: () => void;
}

/** Which Wi-Fi phones join first: its name, its code where somebody has typed the password, and the way to do so. */
export function WifiPart({ wifi, size, onFullScreen, onChanged }: WifiPartProps) {
  const { t } = useTranslation('banker');
  const { seat } = useDesk();
  const [isTyping, setTyping] = useState(false);
  const name = wifiName(wifi);
  const isOwner = seat === OWNER_SEAT_ID;
  if (name === null && !isOwner) return null;
  return (
    <div className={css.part} data-part="wifi" data-size={size}>
      {wifi.network !== null && size === 'large' && (
        <button
          type="button"
          className={css.qr}
          aria-label={t('wifi.full_screen_label')}
          onClick={onFullScreen}
        >
          <WifiQrCode network={wifi.network} />
        </button>
      )}
      <div className={css.words}>
        {name !== null && (
          <p className={css.name}>
            <span>{t('wifi.join_first')}</span> <bdi translate="no">{name}</bdi>
          </p>
        )}
        {isOwner && (
          <Button size="small" variant="quiet" onPress={() => setTyping(true)}>
            <Wifi aria-hidden size={16} /> {t(wifi.network === null ? 'wifi.make' : 'wifi.change')}
          </Button>
        )}
      </div>
      {isTyping && <WifiDialog wifi={wifi} onClose={() => setTyping(false)} onChanged={onChanged} />}
    </div>
  );
}
