import { Copy, ExternalLink, MonitorUp, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardDisplayMode } from '../../../preload/channels.ts';
import type { IssueTicketBody } from '../../../protocol/rest-schemas.ts';
import { QrCode } from '../../shared/components/qr-code.tsx';
import { isLoopbackLink } from '../../shared/join-link.ts';
import { isolate, BidiText } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { PresenceLabel } from '../components/presence-label.tsx';
import { useDesk, usePlayer } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { useCopyLink } from '../hooks/use-copy-link.ts';
import { boardShownKey } from './board-shown-key.ts';
import css from './link-dialog.module.css';

/** Who the one-time link is for. */
export type LinkFor =
  | { readonly for: 'banker' | 'board' }
  | { readonly for: 'seat'; readonly playerId: number; readonly playerName: string };

interface LinkDialogProps {
  readonly link: LinkFor;
  readonly onClose: () => void;
}

/** A one-time link as a code to scan and as text: for an assistant, the board, or a player's other phone. */
export function LinkDialog({ link, onClose }: LinkDialogProps) {
  const { t } = useTranslation('banker');
  const [links, setLinks] = useState(1);
  const name = link.for === 'seat' ? isolate(link.playerName) : '';
  return (
    <Dialog
      title={t(`link.${link.for}_title`, { name })}
      open
      wide
      onOpenChange={(open) => !open && onClose()}
    >
      {() => (
        <>
          <p>
            <BidiText>{t(`link.${link.for}`, { name })}</BidiText>
          </p>
          <OneLink key={links} link={link} onAgain={() => setLinks(links + 1)} />
        </>
      )}
    </Dialog>
  );
}

/** One link, made when it is first shown. */
function OneLink({ link, onAgain }: { readonly link: LinkFor; readonly onAgain: () => void }) {
  const { t } = useTranslation('banker');
  const url = useTicket(link);
  return (
    <div className={css.link}>
      <div className={css.qr}>
        {url === null ? <output>{t('link.making')}</output> : <QrCode url={url} />}
      </div>
      <div className={css.words}>
        {url !== null && <LinkText url={url} opensHere={link.for !== 'seat'} />}
        {url !== null && link.for === 'board' && <SecondScreen url={url} />}
        <Button onPress={onAgain}>
          <RefreshCw aria-hidden size={18} /> {t('link.another')}
        </Button>
        {link.for === 'seat' && <Arrival playerId={link.playerId} />}
      </div>
    </div>
  );
}

/** Changes to "connected" once the new phone has the seat. */
function Arrival({ playerId }: { readonly playerId: number }) {
  const player = usePlayer(playerId);
  return player === undefined ? null : <PresenceLabel player={player} />;
}

function LinkText({ url, opensHere }: { readonly url: string; readonly opensHere: boolean }) {
  const { t } = useTranslation('banker');
  const copy = useCopyLink();
  return (
    <>
      <p className={css.url}>
        <bdi translate="no">{url}</bdi>
      </p>
      {isLoopbackLink(url) && <p className={css.warn}>{t('link.loopback')}</p>}
      <div className={css.buttons}>
        <Button onPress={() => copy(url)}>
          <Copy aria-hidden size={18} /> {t('link.copy')}
        </Button>
        {opensHere && (
          <a
            className={css.here}
            href={new URL(url).pathname + new URL(url).hash}
            target="_blank"
            rel="noopener"
          >
            <ExternalLink aria-hidden size={18} /> {t('link.open_here')}
          </a>
        )}
      </div>
    </>
  );
}

/** In the desktop app: opens the board on the projector or in a window, and says how to move it there. */
function SecondScreen({ url }: { readonly url: string }) {
  const { t } = useTranslation('banker');
  const run = useRun();
  const [shown, setShown] = useState<BoardDisplayMode | null>(null);
  const app = window.desktopApp;
  if (app === undefined) return null;
  const { pathname, hash } = new URL(url);
  const open = async () => {
    setShown(null);
    setShown(await run(() => app.openBoard(`${location.origin}${pathname}${hash}`)));
  };
  return (
    <>
      <Button variant="main" onPress={() => void open()}>
        <MonitorUp aria-hidden size={18} /> {t('link.second_screen')}
      </Button>
      <output>{shown !== null && t(boardShownKey(shown, navigator.userAgent))}</output>
    </>
  );
}

/** The link, made on mount; null until the host has made it. */
function useTicket(link: LinkFor): string | null {
  const { api, gameCode } = useDesk();
  const run = useRun();
  const [url, setUrl] = useState<string | null>(null);
  const playerId = link.for === 'seat' ? link.playerId : null;

  useEffect(() => {
    let wanted = true;
    const body: IssueTicketBody =
      playerId === null ? { for: link.for } : { for: link.for, player_id: playerId };
    const make = async () => {
      const answer = await run(() => api.issueTicket(gameCode, body));
      if (wanted && answer !== null) setUrl(answer.url);
    };
    void make();
    return () => {
      wanted = false;
    };
  }, [api, gameCode, link.for, playerId, run]);
  return url;
}
