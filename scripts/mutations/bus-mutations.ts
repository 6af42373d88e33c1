/** Safeguards against what others say on the bus between hosts. */
import type { Mutation } from './mutation.ts';

export const BUS_MUTATIONS: Mutation[] = [
  {
    name: 'a host that has stood still takes that for silence on the bus, and counts alone',
    file: 'src/host/bus/redis-bus.ts',
    from: 'clock.after(SCRIPT_TIMEOUT_MS, () => clock.defer(giveUp))',
    to: 'clock.after(SCRIPT_TIMEOUT_MS, giveUp)',
    tests: ['src/host/bus/redis-bus.test.ts'],
  },
  {
    name: 'a line in the log for each message that no host has sent',
    file: 'src/host/bus/foreign-messages.ts',
    from: 'if (clock.monotonic() - toldAt < QUIET_MS) return;',
    to: '',
    tests: ['src/host/bus/foreign-messages.test.ts'],
  },
  {
    name: 'seats that no game has are kept of what is said on the bus',
    file: 'src/host/live/presence-exchange.ts',
    from: 'told.seats.filter(({ id }) => isSeat(id)).map(',
    to: 'told.seats.map(',
    tests: ['src/host/live/presence-exchange.test.ts'],
  },
  {
    name: 'hosts without end are kept of what is said on the bus',
    file: 'src/host/live/presence-exchange.ts',
    from: 'if (others.size > MAX_HOSTS && longestSilent !== undefined)',
    to: 'if (others.size < 0 && longestSilent !== undefined)',
    tests: ['src/host/live/presence-exchange.test.ts'],
  },
  {
    name: 'a host that saw a step undone for a moment witnesses that there was none',
    file: 'src/host/time/clock-doubts.ts',
    from: "return before === 'doubts' || before === 'doubted' ? 'doubted' : 'none';",
    to: "return 'none';",
    tests: ['src/host/time/clock-flaps.test.ts'],
  },
  {
    name: 'a step that is too small for a bad measurement is denied',
    file: 'src/host/time/clock-doubts.ts',
    from: 'if (isOdd) watchingSince = now();',
    to: '',
    tests: ['src/host/time/clock-flaps.test.ts'],
  },
];
