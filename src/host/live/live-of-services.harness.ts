/** For tests of the HTTP app: live connections beside it, on the same services. */
import type { HostBus } from '../bus/host-bus.ts';
import type { Services } from '../http/services.ts';
import type { EventBus } from '../rooms/event-bus.ts';
import { createLive, type Live, type LiveOptions } from './live.ts';

export type LiveServices = Services & { readonly bus: EventBus; readonly hostBus?: HostBus | null };

export function liveOfServices(
  {
    rooms,
    bus,
    authentication,
    owners,
    credentials,
    guessedSeats,
    carriedSeats,
    announcedOrigins,
    clock,
    hostBus = null,
  }: LiveServices,
  options: Pick<LiveOptions, 'report'> & Partial<LiveOptions>,
): Live {
  return createLive({
    rooms,
    bus,
    hostBus,
    access: authentication,
    owners,
    seats: credentials,
    guessedSeats,
    carriedSeats,
    announcedOrigins,
    clock,
    pageId: null,
    onWelcome: () => undefined,
    random: () => 0,
    ...options,
  });
}
