import type { AnnouncedOrigins } from './announced-origins.ts';

/** A laptop that announces no addresses, or as told. */
export function announcing(own: Partial<AnnouncedOrigins> = {}): AnnouncedOrigins {
  const list = own.list ?? (() => []);
  return {
    list,
    isAnnounced: (origin) => list().includes(origin),
    reachedAt: () => null,
    onChange: () => () => undefined,
    close: () => undefined,
    ...own,
  };
}
