import { Copy, Maximize2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { joinLinks, spoken, type HostInfo } from '../../shared/join-link.ts';
import { QrCode } from '../../shared/qr-code.tsx';
import { useDesk, useGame } from '../desk/deskwork.tsx';
import { Action } from '../parts/action.tsx';
import { FullScreenCode } from './full-screen-code.tsx';
import { useCopy } from './use-copy.ts';
import styles from './room.module.css';

/** How phones get in: the code to scan, the same as an address to type, and what to do when neither works. */
export function JoinPanel({ info }: { readonly info: HostInfo | null }) {
  const { t } = useTranslation('banker');
  const { gameCode } = useDesk();
  const locked = useGame(({ game }) => game?.settings.locked === true);
  const begun = useGame(({ game }) => game !== null && game.status !== 'waiting');
  const [full, setFull] = useState(false);
  const copy = useCopy();
  const [link] = joinLinks(info?.joinUrls ?? [], gameCode);

  return (
    <section className={styles['join']} aria-labelledby="join-title" data-part="join" data-small={begun}>
      <h2 id="join-title">{t(begun ? 'join.title' : 'join.scan')}</h2>
      {link === undefined ? (
        <NoAddress known={info !== null} />
      ) : (
        <button
          type="button"
          className={styles['qr']}
          aria-label={t('join.full_screen_label')}
          onClick={() => setFull(true)}
        >
          <QrCode url={link} />
        </button>
      )}
      <div className={styles['ways']}>
        {link !== undefined && (
          <p className={styles['url']}>
            <bdi>{spoken(link)}</bdi>
          </p>
        )}
        <p className={styles['code']}>
          <span>{t('join.code')}</span> <strong data-words="none">{gameCode}</strong>
        </p>
      </div>
      {locked && <p className={styles['warn']}>{t('join.locked')}</p>}
      {link !== undefined && (
        <>
          <div className={styles['buttons']}>
            <Action size="small" onPress={() => setFull(true)}>
              <Maximize2 aria-hidden size={16} /> {t('join.full_screen')}
            </Action>
            <Action size="small" kind="quiet" onPress={() => copy(link)}>
              <Copy aria-hidden size={16} /> {t('join.copy')}
            </Action>
          </div>
          {!begun && <p className={styles['hint']}>{t('join.same_network')}</p>}
          <FullScreenCode open={full} onOpenChange={setFull} link={link} />
        </>
      )}
    </section>
  );
}

function NoAddress({ known }: { readonly known: boolean }) {
  const { t } = useTranslation('banker');
  if (!known) return <output className={styles['hint']}>{t('join.asking')}</output>;
  return (
    <div className={styles['warn']}>
      <strong>{t('join.no_address_title')}</strong>
      <p>{t('join.no_address')}</p>
    </div>
  );
}
