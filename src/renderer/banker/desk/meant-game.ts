import type { Game } from '../../../protocol/entity-schemas.ts';

interface MeantGame<Status> {
  readonly expected_status: Status;
  readonly expected_ended_at?: string;
}

/** What is asked of the game is meant for it as the desk shows it: not for what another desk makes of it before the host hears of it. */
export function meantGame<Status extends Game['status']>({
  status,
  ended_at: endedAt,
}: Pick<Game, 'ended_at'> & { readonly status: Status }): MeantGame<Status> {
  return { expected_status: status, ...meantEnd({ ended_at: endedAt }) };
}

/** The same for what concerns the results alone. */
export function meantEnd({ ended_at: endedAt }: Pick<Game, 'ended_at'>): {
  readonly expected_ended_at?: string;
} {
  return endedAt === null ? {} : { expected_ended_at: endedAt };
}
