import { useTicker } from '../../shared/hooks/ticker.ts';
import { useDesk } from '../desk/desk-context.ts';

/** The host's clock, ms, in whole seconds: it re-renders at most once a second. */
export function useHostNow(): number {
  const { store } = useDesk();
  return useTicker(() => Math.floor(store.hostNow() / 1_000) * 1_000);
}

/** A value computed from the host's clock (ms); re-renders when the value changes, not with every tick. */
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
