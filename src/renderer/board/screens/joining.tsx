import { useTranslation } from 'react-i18next';
import { lengthOf } from '../../../game/text-limits.ts';
import type { Game } from '../../../protocol/entity-schemas.ts';
import type { WifiNetwork } from '../../../protocol/wifi-network.ts';
import type { WifiReport } from '../../../protocol/wifi.ts';
import { JoinAddress } from '../../shared/components/join-address.tsx';
import { QrCode, WifiQrCode } from '../../shared/components/qr-code.tsx';
import { Arrivals } from '../../shared/evening/arrivals.tsx';
import type { Arrival } from '../../shared/evening/newest-arrivals.ts';
import { useFormat } from '../../shared/format.ts';
import { wifiName } from '../../shared/hooks/use-wifi.ts';
import type { NoAddressCode } from '../../shared/no-address.ts';
import { useSounds } from '../sounds-context.ts';
import css from './joining.module.css';

/** Longer names are written smaller: what is below them keeps its room. */
const SHORT_NAME = 20;

interface JoiningProps {
  readonly game: Game;
  /** Null while no phone could reach the laptop: better no code than one that leads nowhere. */
  readonly link: string | null;
  /** The Wi-Fi that phones join first; null: not known. Its code is there only when the banker wants it here. */
  readonly wifi: WifiReport | null;
  /** Why there is no link; null before the host has answered. */
  readonly why: NoAddressCode | null;
  readonly here: number;
  /** Those who joined last. */
  readonly arrivals: readonly Arrival[];
  /** Whether nobody has come for so long that it says why that may be. */
  readonly needsHelp: boolean;
  /** Whether phones come over the internet: then no Wi-Fi matters. */
  readonly isPublic: boolean;
  /** Whether the code is another one than many have scanned. */
  readonly scanAgain: boolean;
}

/** Before the start: a code as tall as the screen, and what to type instead of scanning; or two codes, the Wi-Fi's first. */
export function Joining(props: JoiningProps) {
  const network = props.wifi?.network ?? null;
  if (props.link !== null && network !== null)
    return <TwoCodes {...props} link={props.link} network={network} />;
  return <OneCode {...props} />;
}

function OneCode({ game, link, wifi, why, here, arrivals, needsHelp, isPublic, scanAgain }: JoiningProps) {
  const { t } = useTranslation('board');
  const name = wifiName(wifi);
  return (
    <main className={css.joining} data-screen="joining">
      <div className={css.code}>
        {link !== null ? <QrCode url={link} /> : why !== null && <NoAddress why={why} />}
      </div>
      <div className={css.words}>
        <h1 data-long={lengthOf(game.name).graphemes > SHORT_NAME}>
          <bdi translate="no">{game.name}</bdi>
        </h1>
        {link !== null && name !== null && <WifiLine label={t('joining.wifi')} value={name} />}
        {link !== null && (
          <>
            {scanAgain && <ScanAgain />}
            <p className={css.scan}>{t('joining.scan')}</p>
            <p>{t('joining.type')}</p>
            <p className={css.url}>
              <JoinAddress link={link} />
            </p>
          </>
        )}
        <GameCode code={game.game_code} />
        {link !== null &&
          !isPublic &&
          (needsHelp ? <Help /> : <p className={css.same}>{t('joining.same_network')}</p>)}
        <Here game={game} here={here} arrivals={arrivals} />
      </div>
    </main>
  );
}

interface TwoCodesProps extends JoiningProps {
  readonly link: string;
  readonly network: WifiNetwork;
}

function TwoCodes({ game, link, network, here, arrivals, needsHelp, scanAgain }: TwoCodesProps) {
  const { t } = useTranslation('board');
  return (
    <main className={css.two} data-screen="joining">
      <h1>
        <bdi translate="no">{game.name}</bdi>
      </h1>
      <section className={css.step}>
        <h2>{t('joining.step_wifi')}</h2>
        <div className={css.square}>
          <WifiQrCode network={network} />
        </div>
        <WifiLine label={t('joining.wifi_name')} value={network.ssid} />
        {network.password !== '' && <WifiLine label={t('joining.wifi_password')} value={network.password} />}
      </section>
      <section className={css.step}>
        <h2>{t('joining.step_game')}</h2>
        <div className={css.square}>
          <QrCode url={link} />
        </div>
        {scanAgain && <ScanAgain />}
        <p className={css.url}>
          <JoinAddress link={link} />
        </p>
        <GameCode code={game.game_code} />
      </section>
      <footer className={css.foot}>
        {needsHelp ? <Help /> : <p className={css.same}>{t('joining.same_network')}</p>}
        <Here game={game} here={here} arrivals={arrivals} />
      </footer>
    </main>
  );
}

/** The code of the game leads elsewhere than before. */
function ScanAgain() {
  const { t } = useTranslation('board');
  return (
    <p className={css.again} aria-live="polite" data-part="scan-again">
      <strong>{t('playing.scan_again')}</strong> <span>{t('playing.scan_again_text')}</span>
    </p>
  );
}

function WifiLine({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <dl className={css.wifi}>
      <dt>{label}</dt>
      <dd>
        <bdi translate="no">{value}</bdi>
      </dd>
    </dl>
  );
}

function GameCode({ code }: { readonly code: string }) {
  const { t } = useTranslation('board');
  return (
    <dl className={css.gameCode}>
      <dt>{t('joining.code')}</dt>
      <dd>
        <bdi translate="no">{code}</bdi>
      </dd>
    </dl>
  );
}

function Here({ game, here, arrivals }: Pick<JoiningProps, 'game' | 'here' | 'arrivals'>) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const sounds = useSounds();
  return (
    <div className={css.arrived}>
      {game.previous_game_code !== null && (
        <p className={css.nextRound} data-part="next-round">
          {t('joining.next_round')}
        </p>
      )}
      <p className={css.here} aria-live="polite">
        {here === 0 ? t('joining.nobody') : t('joining.here', { count: here, number: format.number(here) })}
      </p>
      <Arrivals arrivals={arrivals} sounds={sounds} />
    </div>
  );
}

/** For those whose phone does not open the page: the board is all that can reach them. */
function Help() {
  const { t } = useTranslation('board');
  return (
    <div className={css.help} data-part="help">
      <p>
        <strong>{t('joining.help_title')}</strong>
      </p>
      <ul>
        <li>{t('joining.help_wifi')}</li>
        <li>{t('joining.help_vpn')}</li>
        <li>{t('joining.help_permission')}</li>
      </ul>
    </div>
  );
}

function NoAddress({ why }: { readonly why: NoAddressCode }) {
  const { t } = useTranslation('board');
  return (
    <div className={css.none}>
      <h2>{t('joining.no_address_title')}</h2>
      <p>{t(`joining.${why}`)}</p>
    </div>
  );
}
