import { useTicker } from '../../shared/hooks/ticker.ts';
import { useDesk } from '../desk/desk-context.ts';

/** The host's clock, ms, in whole seconds: a page is drawn at most once a second for it. */
export function useHostNow(): number {
  const { store } = useDesk();
  return useTicker(() => Math.floor(store.hostNow() / 1_000) * 1_000);
}

/** What follows from the host's clock, ms; renders when that changes, not when the clock does. */
export function useHostTimeValue<T extends number | string | boolean | null>(
  read: (hostNow: number) => T,
): T {
  const { store } = useDesk();
  return useTicker(() => read(store.hostNow()));
}

/** The play clock, ms, in whole seconds. */
export function usePlayNow(): number {
  const { store } = useDesk();
  return useTicker(() => Math.floor(store.playNow() / 1_000) * 1_000);
}
