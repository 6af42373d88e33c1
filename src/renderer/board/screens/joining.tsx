import { useTranslation } from 'react-i18next';
import type { Game } from '../../../protocol/entity-schemas.ts';
import { QrCode } from '../../shared/components/qr-code.tsx';
import { useFormat } from '../../shared/format.ts';
import { displayLink } from '../../shared/join-link.ts';
import type { NoAddressCode } from '../../shared/no-address.ts';
import css from './joining.module.css';

interface JoiningProps {
  readonly game: Game;
  /** Null while no phone could reach the laptop: better no code than one that leads nowhere. */
  readonly link: string | null;
  /** Why there is no link; null before the host has answered. */
  readonly why: NoAddressCode | null;
  readonly here: number;
  /** Whether nobody has come for so long that it says why that may be. */
  readonly needsHelp: boolean;
}

/** Before the start: a code as tall as the screen, and what to type instead of scanning. */
export function Joining({ game, link, why, here, needsHelp }: JoiningProps) {
  const { t } = useTranslation('board');
  const format = useFormat();
  return (
    <main className={css.joining} data-screen="joining">
      <div className={css.code}>
        {link !== null ? <QrCode url={link} /> : why !== null && <NoAddress why={why} />}
      </div>
      <div className={css.words}>
        <h1>
          <bdi translate="no">{game.name}</bdi>
        </h1>
        {link !== null && (
          <>
            <p className={css.scan}>{t('joining.scan')}</p>
            <p>{t('joining.type')}</p>
            <p className={css.url}>
              <bdi translate="no">{displayLink(link)}</bdi>
            </p>
          </>
        )}
        <dl className={css.gameCode}>
          <dt>{t('joining.code')}</dt>
          <dd>
            <bdi translate="no">{game.game_code}</bdi>
          </dd>
        </dl>
        {link !== null && (needsHelp ? <Help /> : <p className={css.same}>{t('joining.same_network')}</p>)}
        <p className={css.here} aria-live="polite">
          {here === 0 ? t('joining.nobody') : t('joining.here', { count: here, number: format.number(here) })}
        </p>
      </div>
    </main>
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
