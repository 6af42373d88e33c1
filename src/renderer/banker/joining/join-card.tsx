import { Copy, Maximize2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoctorReport } from '../../../protocol/doctor-report.ts';
import type { HostInfo } from '../../../protocol/host-info.ts';
import { QrCode } from '../../shared/components/qr-code.tsx';
import { useWifi, wifiName } from '../../shared/hooks/use-wifi.ts';
import { joinLinks } from '../../shared/join-link.ts';
import { noAddressWarnings } from '../../shared/no-address.ts';
import { Button } from '../components/button.tsx';
import { WarningList } from '../components/warning-list.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { DoctorLine } from '../doctor/doctor-line.tsx';
import { useCopyLink } from '../hooks/use-copy-link.ts';
import { FullScreenCode } from './full-screen-code.tsx';
import { WifiPart } from './wifi-part.tsx';
import css from './join-card.module.css';

interface JoinCardProps {
  readonly info: HostInfo | null;
  /** How far phones get; null: not known yet. */
  readonly report: DoctorReport | null;
  /** Large while players join; small beside a running game. */
  readonly size: 'large' | 'small';
}

/** How phones join: a code to scan, an address to type, and help when neither works. */
export function JoinCard({ info, report, size }: JoinCardProps) {
  const { t } = useTranslation('banker');
  const { gameCode, laptop } = useDesk();
  const { wifi: asked, renew } = useWifi(laptop);
  const isPublic = info?.at_public_url === true;
  const wifi = isPublic ? null : asked;
  const locked = useGame(({ game }) => game?.settings.locked === true);
  const [full, setFull] = useState(false);
  const copy = useCopyLink();
  const [link] = joinLinks(info?.join_urls ?? [], gameCode);
  const isUnreachable = info !== null && link === undefined;

  return (
    <section className={css.card} aria-labelledby="join-title" data-part="join" data-size={size}>
      {link !== undefined && (
        <button
          type="button"
          className={css.qr}
          aria-label={t('join.full_screen_label')}
          onClick={() => setFull(true)}
        >
          <QrCode url={link} />
        </button>
      )}
      <div className={css.words}>
        <h2 id="join-title">{t(isUnreachable ? 'join.no_address_title' : 'join.scan')}</h2>
        {link !== undefined && <Typed link={link} />}
        <p className={css.code}>
          <span>{t('join.code')}</span>{' '}
          <strong translate="no" data-words="none">
            {gameCode}
          </strong>
        </p>
        {locked && <p className={css.warn}>{t('join.locked')}</p>}
        {link === undefined && <NoAddress info={info} />}
      </div>
      {link !== undefined && (
        <div className={css.buttons}>
          <Button size={size === 'small' ? 'small' : 'normal'} onPress={() => setFull(true)}>
            <Maximize2 aria-hidden size={16} /> {t('join.full_screen')}
          </Button>
          <Button size={size === 'small' ? 'small' : 'normal'} variant="quiet" onPress={() => copy(link)}>
            <Copy aria-hidden size={16} /> {t('join.copy')}
          </Button>
        </div>
      )}
      {link !== undefined && size === 'large' && !isPublic && wifiName(wifi) === null && (
        <p className={css.hint}>{t('join.same_network')}</p>
      )}
      {link !== undefined && wifi !== null && (
        <WifiPart wifi={wifi} size={size} onFullScreen={() => setFull(true)} onChanged={renew} />
      )}
      {!isPublic && <DoctorLine report={report} />}
      {link !== undefined && (
        <FullScreenCode open={full} onOpenChange={setFull} link={link} wifi={wifi} isPublic={isPublic} />
      )}
    </section>
  );
}

/** What to type if the code can't be scanned: the address alone, because its page asks for the game code. */
function Typed({ link }: { readonly link: string }) {
  const { t } = useTranslation('banker');
  return (
    <p className={css.url}>
      <span>{t('join.by_hand')}</span> <bdi translate="no">{new URL(link).host}</bdi>
    </p>
  );
}

/** Better no code than one that leads nowhere: the reason instead. */
function NoAddress({ info }: Pick<JoinCardProps, 'info'>) {
  const { t } = useTranslation('banker');
  if (info === null) return <output className={css.hint}>{t('join.asking')}</output>;
  return (
    <div className={css.warn}>
      <strong>{t('join.no_address_title')}</strong>
      <WarningList warnings={noAddressWarnings(info)} />
      <p>{t('join.no_address')}</p>
    </div>
  );
}
