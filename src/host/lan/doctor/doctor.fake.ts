/** For tests: a network doctor on a laptop without a network, whose system tells nothing. */
import type { Clock, HostTime } from '../../time/clock.ts';
import { createDoctor, type Doctor } from './doctor.ts';

export function quietDoctor({ clock, hostTime }: { clock: Clock; hostTime: HostTime }): Doctor {
  return createDoctor({
    clock,
    hostTime,
    randomBytes: (size) => new Uint8Array(size),
    network: { addresses: () => [], shown: () => null, onChange: () => () => undefined },
    port: () => 4747,
    isOwn: () => false,
    system: 'linux',
    asksForLocalNetwork: false,
    readFirewall: () => Promise.resolve({ isOpen: null, causes: [], unread: [] }),
  });
}
