/** Both ways to a seat that somebody has already: a chunk of its own, since most phones come to join. */
import type { ComponentProps } from 'react';
import { RecoverScreen } from './recover-screen.tsx';
import { TicketScreen } from './ticket-screen.tsx';

export type ComingBackProps =
  | ({ readonly by: 'ticket' } & ComponentProps<typeof TicketScreen>)
  | ({ readonly by: 'pin' } & ComponentProps<typeof RecoverScreen>);

export function ComingBack(props: ComingBackProps) {
  return props.by === 'ticket' ? <TicketScreen {...props} /> : <RecoverScreen {...props} />;
}
