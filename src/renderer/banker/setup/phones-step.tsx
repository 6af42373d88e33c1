import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostInfo } from '../../../protocol/host-info.ts';
import { QrCode } from '../../shared/components/qr-code.tsx';
import { joinLinks, displayLink } from '../../shared/join-link.ts';
import { noAddressWarnings } from '../../shared/no-address.ts';
import { WarningList } from '../components/warning-list.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { DoctorView } from '../doctor/doctor-view.tsx';
import { useDoctorReport } from '../doctor/use-doctor-report.ts';
import { useDeskHostInfo } from '../hooks/use-desk-host-info.ts';
import { Addresses } from './addresses.tsx';
import css from './setup.module.css';

/** Checks that phones find this laptop: better tried with one than with thirty waiting. */
export function PhonesStep() {
  const { t } = useTranslation('setup');
  const { gameCode, seat, laptop } = useDesk();
  const heard = useDeskHostInfo(seat);
  const report = useDoctorReport(laptop);
  // The answer to a choice counts until the host's next report.
  const [answer, setAnswer] = useState<{ readonly after: HostInfo | null; readonly info: HostInfo } | null>(
    null,
  );
  const info = answer !== null && answer.after === heard ? answer.info : heard;
  if (info === null) return <output className={css.hint}>{t('phones.asking')}</output>;
  const [link] = joinLinks(info.join_urls, gameCode);
  const addresses = (
    <Addresses info={info} onChosen={(chosen) => setAnswer({ after: heard, info: chosen })} />
  );
  return (
    <>
      {link === undefined ? (
        <NoAddress info={info}>{addresses}</NoAddress>
      ) : (
        <div className={css.phones}>
          <div className={css.qr}>
            <QrCode url={link} />
          </div>
          <div className={css.reach}>
            <p>{t('phones.try')}</p>
            <p className={css.url}>
              <bdi translate="no">{displayLink(link)}</bdi>
            </p>
            {addresses}
          </div>
        </div>
      )}
      {report !== null && !info.at_public_url && <DoctorView report={report} />}
    </>
  );
}

/** The reason, and the addresses that somebody who knows better may choose. */
function NoAddress({ info, children }: { readonly info: HostInfo; readonly children: ReactNode }) {
  const { t } = useTranslation('setup');
  return (
    <div className={css.reach}>
      <div className={css.warn} role="alert">
        <strong>{t('phones.no_network_title')}</strong>
        <WarningList warnings={noAddressWarnings(info)} />
        <p>{t('phones.no_network')}</p>
      </div>
      {children}
    </div>
  );
}
