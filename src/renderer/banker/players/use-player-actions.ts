import { useMemo } from 'react';
import type { ChangePlayerBody } from '../../../protocol/rest-schemas.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';

export interface SeatCalls {
  readonly change: (playerId: number, change: ChangePlayerBody) => void;
  readonly remove: (playerId: number) => void;
  readonly restore: (playerId: number) => void;
}

/** What is done to a seat with one press; the banker is told of what is refused. */
export function useSeatCalls(): SeatCalls {
  const { calls, gameCode } = useDesk();
  const run = useRun();
  return useMemo(
    () => ({
      change: (id, change) => void run(() => calls.changePlayer(gameCode, id, change)),
      remove: (id) => void run(() => calls.removePlayer(gameCode, id)),
      restore: (id) => void run(() => calls.restorePlayer(gameCode, id)),
    }),
    [calls, gameCode, run],
  );
}
