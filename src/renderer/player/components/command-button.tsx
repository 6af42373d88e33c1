import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonProps } from '../../shared/components/button.tsx';
import type { InFlightCommand } from '../game/command-sender.ts';
import { useCommandSender, useGameContext } from '../game/game-context.ts';
import type { PlayerCommand } from '../game/player-command.ts';
import { useTap } from '../hooks/use-tap.ts';

interface CommandButtonProps {
  readonly command: PlayerCommand;
  readonly variant?: ButtonProps['variant'];
  readonly size?: ButtonProps['size'];
  readonly children: ReactNode;
}

/** A button that sends a command and shows its progress. It stays put: only its label changes. */
export function CommandButton({ command, variant = 'main', size = 'thumb', children }: CommandButtonProps) {
  const { sending, send } = useCommandSender();
  const word = useSendingLabel();
  const tap = useTap((key) => send(command, key));
  const isMine = sending !== null && isSameCommand(sending.command, command);
  return (
    <Button variant={variant} size={size} aria-disabled={sending !== null} {...tap}>
      {isMine ? word(sending) : children}
    </Button>
  );
}

export function isSameCommand(one: PlayerCommand, other: PlayerCommand): boolean {
  if (one.kind === 'request') return other.kind === 'request' && one.building === other.building;
  return one.kind === other.kind && one.challengeId === other.challengeId;
}

/** "Sending...", "Will be sent" while not connected, "Received". */
export function useSendingLabel(): (sending: InFlightCommand) => string {
  const { t } = useTranslation('player');
  const { connection } = useGameContext().view;
  return ({ answer }) => {
    if (answer !== null) return t('send.received');
    return connection === 'connecting' ? t('send.later') : t('send.sending');
  };
}
