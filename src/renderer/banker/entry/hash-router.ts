/** The desk's router: the route is what the address says after the #. */
import { replaceAddress } from '../../shared/replace-address.ts';
import { parseRoute, routeHash, type DeskPage, type DeskRoute } from './desk-route.ts';

interface RouteTarget {
  readonly gameCode: string | null;
  readonly seat: number;
  readonly page: DeskPage;
}

export interface HashRouter {
  readonly current: () => DeskRoute;
  /** Goes there; the browser's Back button comes back here. */
  readonly navigate: (to: RouteTarget) => void;
  /** Changes the address without a new entry in the browser's history: this is how a used ticket leaves it. */
  readonly replace: (here: RouteTarget) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

type Browser = Pick<Window, 'location' | 'history' | 'addEventListener' | 'removeEventListener'>;

export function createHashRouter({
  location,
  history,
  addEventListener,
  removeEventListener,
}: Browser): HashRouter {
  const listeners = new Set<() => void>();
  let route = parseRoute(location.hash);
  const show = (hash: string) => {
    route = parseRoute(hash);
    for (const listener of listeners) listener();
  };
  const look = () => show(location.hash);
  return {
    current: () => route,
    navigate(to) {
      location.hash = routeHash(to);
    },
    replace(here) {
      replaceAddress(history, routeHash(here));
      show(routeHash(here));
    },
    subscribe(listener) {
      if (listeners.size === 0) addEventListener('hashchange', look);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) removeEventListener('hashchange', look);
      };
    },
  };
}
