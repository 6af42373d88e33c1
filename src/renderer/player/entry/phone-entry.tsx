import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { WifiHelp } from '../components/wifi-help.tsx';
import { loadComingBack, useLaterPart } from '../hooks/use-later-part.ts';
import { CodeScreen } from './code-screen.tsx';
import type { ComingBackProps } from './coming-back.tsx';
import { useEntry } from './entry-context.ts';
import { JoinScreen } from './join-screen.tsx';
import { lostSeat, type UnfinishedRecovery } from './seat-requests.ts';
import css from './entry.module.css';

interface PhoneEntryProps {
  readonly code: string | null;
  readonly ticket: string | null;
  /** The name that was being joined with when the page was loaded again; empty if none was. */
  readonly name: string;
  readonly recovery: UnfinishedRecovery | null;
  readonly isWrongAddress: boolean;
  /** True for a player who wants an old seat back. */
  readonly recovering: boolean;
}

/** Everything before a seat: which game, and who. */
export function PhoneEntry({
  code,
  ticket,
  name: joining,
  recovery: unfinished,
  isWrongAddress,
  recovering,
}: PhoneEntryProps) {
  const { goTo, seats } = useEntry();
  const [holdsTicket, setHoldsTicket] = useState(true);
  const [recovery, setRecovery] = useState(unfinished);
  const [recovers, setRecovers] = useState(recovering || recovery !== null || ticket !== null);
  const [wrongCode, setWrongCode] = useState<string | null>(null);

  const wasWrong = () => {
    setWrongCode(code);
    goTo(null);
  };
  if (ticket !== null && holdsTicket)
    return <ComingBack by="ticket" ticket={ticket} onGiveUp={() => setHoldsTicket(false)} />;
  if (code === null) return <CodeScreen wrongCode={wrongCode} isWrongAddress={isWrongAddress} />;
  if (recovers) {
    const lost = recovering ? seats.find((seat) => seat.code === code) : undefined;
    const name = lost?.name ?? '';
    return (
      <ComingBack
        by="pin"
        code={code}
        name={name}
        unfinished={recovery}
        onWrongCode={wasWrong}
        onNew={() => setRecovers(false)}
      />
    );
  }
  return (
    <JoinScreen
      code={code}
      name={joining}
      onWrongCode={wasWrong}
      onLost={(name) => {
        setRecovery(lostSeat(name));
        setRecovers(true);
      }}
      onRecover={() => setRecovers(true)}
    />
  );
}

/** Its own part of the page; until that is there, it is asked for again and again. */
function ComingBack(props: ComingBackProps) {
  const { t } = useTranslation('player');
  const { Part, isMissing } = useLaterPart(loadComingBack, '');
  if (Part !== null) return <Part {...props} />;
  const title = t(isMissing ? 'loading.slow' : 'loading.title');
  return (
    <ScreenLayout announcement={title}>
      <h1 className={css.title}>{title}</h1>
      {isMissing && (
        <>
          <p className={css.lead}>{t('loading.slow_text')}</p>
          <WifiHelp open />
        </>
      )}
    </ScreenLayout>
  );
}
