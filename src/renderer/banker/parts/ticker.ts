import { useTicking } from '../../shared/ticker.ts';
import { useDesk } from '../desk/deskwork.tsx';

/** The host's clock, ms, in whole seconds: a page is drawn at most once a second for it. */
export function useHostNow(): number {
  const { store } = useDesk();
  return useTicking(() => Math.floor(store.hostNow() / 1_000) * 1_000);
}

/** Play time until this point of the play clock, ms, rounded up to whole seconds; never below zero. */
export function usePlayTimeLeft(deadlinePlayMs: number): number {
  const { store } = useDesk();
  return useTicking(() => Math.ceil(Math.max(0, deadlinePlayMs - store.playNow()) / 1_000) * 1_000);
}

/** The play clock, ms, in whole seconds. */
export function usePlayNow(): number {
  const { store } = useDesk();
  return useTicking(() => Math.floor(store.playNow() / 1_000) * 1_000);
}
