import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostInfo } from '../../../protocol/host-info.ts';
import { QrCode } from '../../shared/components/qr-code.tsx';
import { useFormat } from '../../shared/format.ts';
import { useHostInfo } from '../../shared/hooks/use-host-info.ts';
import { joinLinks, displayLink } from '../../shared/join-link.ts';
import { noAddressWarnings } from '../../shared/no-address.ts';
import { WarningList } from '../components/warning-list.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useHostNow } from '../hooks/desk-clocks.ts';
import { Addresses } from './addresses.tsx';
import { reachState } from './reach-state.ts';
import css from './setup.module.css';

/** Checks that phones find this laptop: better tried with one than with thirty waiting. */
export function PhonesStep() {
  const { t } = useTranslation('setup');
  const { gameCode, seat } = useDesk();
  const heard = useHostInfo(seat);
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
  if (link === undefined) return <NoAddress info={info}>{addresses}</NoAddress>;
  return (
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
        <Reached info={info} />
      </div>
    </div>
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

const SIGNS = { reached: CircleCheck, waiting: CircleDashed, unreached: TriangleAlert } as const;

/** The evidence: whether and when a phone got through, and if none did, what to check in which order. */
function Reached({ info }: { readonly info: HostInfo }) {
  const { t } = useTranslation('setup');
  const format = useFormat();
  const now = useHostNow();
  const [shownAt] = useState(now);
  const state = reachState(info, now - shownAt);
  const Sign = SIGNS[state];
  const { count, last_at: lastAt } = info.phones_seen;
  const ago = format.span(now - (lastAt ?? now));
  return (
    <div className={css.reached} data-reach={state}>
      <output>
        <Sign aria-hidden size={24} />
        <strong>{t(`phones.${state}`)}</strong>
      </output>
      {state === 'reached' ? (
        <p>
          {t('phones.last', { ago })} {t('phones.count', { count, number: format.number(count) })}
        </p>
      ) : (
        <Causes />
      )}
    </div>
  );
}

const CAUSES = ['wifi', 'firewall', 'address', 'phone', 'isolation'] as const;

/** The likeliest cause first. */
function Causes() {
  const { t } = useTranslation('setup');
  return (
    <>
      <p>{t('phones.check')}</p>
      <ol className={css.causes}>
        {CAUSES.map((cause) => (
          <li key={cause}>{t(`cause.${cause}`)}</li>
        ))}
      </ol>
    </>
  );
}
