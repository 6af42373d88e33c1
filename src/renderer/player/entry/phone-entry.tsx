import { useState } from 'react';
import { CodeScreen } from './code-screen.tsx';
import { useEntry } from './entry-context.ts';
import { JoinScreen } from './join-screen.tsx';
import { RecoverScreen } from './recover-screen.tsx';
import type { UnfinishedRecovery } from './seat-requests.ts';
import { TicketScreen } from './ticket-screen.tsx';

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
  recovery,
  isWrongAddress,
  recovering,
}: PhoneEntryProps) {
  const { goTo, seats } = useEntry();
  const [holdsTicket, setHoldsTicket] = useState(true);
  const [recovers, setRecovers] = useState(recovering || recovery !== null || ticket !== null);
  const [wrongCode, setWrongCode] = useState<string | null>(null);

  const wasWrong = () => {
    setWrongCode(code);
    goTo(null);
  };
  if (ticket !== null && holdsTicket)
    return <TicketScreen ticket={ticket} onGiveUp={() => setHoldsTicket(false)} />;
  if (code === null) return <CodeScreen wrongCode={wrongCode} isWrongAddress={isWrongAddress} />;
  if (recovers) {
    const lost = recovering ? seats.find((seat) => seat.code === code) : undefined;
    const name = lost?.name ?? '';
    return (
      <RecoverScreen
        code={code}
        name={name}
        unfinished={recovery}
        onWrongCode={wasWrong}
        onNew={() => setRecovers(false)}
      />
    );
  }
  return <JoinScreen code={code} name={joining} onWrongCode={wasWrong} onRecover={() => setRecovers(true)} />;
}
