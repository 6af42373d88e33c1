/** Safeguards of the time that hosts of one database share. */
import type { Mutation } from './mutation.ts';

const STEPS = 'src/host/time/clock-steps.test.ts';

export const CLOCK_MUTATIONS: Mutation[] = [
  {
    name: 'hosts follow the clock of their database wherever it is set',
    file: 'src/host/time/shared-time.ts',
    from: "if (verdict === 'wait') return;",
    to: '',
    tests: [STEPS],
  },
  {
    name: 'a clock that was set is never corrected',
    file: 'src/host/time/clock-doubts.ts',
    from: 'if (now() - seenAt >= patienceMs) await',
    to: 'if (now() < 0) await',
    tests: [STEPS],
  },
  {
    name: 'a host that stood still has all others wait for it',
    file: 'src/host/time/clock-doubts.ts',
    from: 'else if (isWitness || isAbandoned) await shared.deny(doubt);',
    to: '',
    tests: [STEPS],
  },
  {
    name: 'hosts say that there was no step before they began to look',
    file: 'src/host/time/clock-doubts.ts',
    from: 'isSure && seenAt - watchingSince >= WITNESS_MS;',
    to: 'isSure;',
    tests: [STEPS],
  },
  {
    name: 'a host that stood still once follows the clock wherever it is set then',
    file: 'src/host/time/clock-doubts.ts',
    from: "if (doubtState !== 'open') seen = null;",
    to: "if (doubtState === 'settled') seen = null;",
    tests: ['src/host/time/clock-flaps.test.ts'],
  },
  {
    name: 'a host that starts takes the time of a clock that is in doubt',
    file: 'src/host/time/agree-on-time.ts',
    from: 'if (!isOpen && (reading.seenAt',
    to: 'if ((reading.seenAt',
    tests: [STEPS],
  },
  {
    name: 'a host that starts has no patience with a doubt of one that is far from the database',
    file: 'src/host/time/agree-on-time.ts',
    from: 'waitedMs - heardAtMs >=',
    to: 'waitedMs >=',
    tests: ['src/host/time/clock-flaps.test.ts'],
  },
  {
    name: 'a host that starts takes the time of a clock that was set just now',
    file: 'src/host/time/agree-on-time.ts',
    from: '(reading.seenAt === null || isWithin(reading, SILENCE_MS))',
    to: 'true',
    tests: [STEPS],
  },
  {
    name: 'a clock stays corrected for ever after it was put right',
    file: 'src/host/time/agree-on-time.ts',
    from: 'holds ? reading.correctionMs : 0',
    to: 'reading.correctionMs',
    tests: [STEPS],
  },
  {
    name: 'a clock is corrected again by each host that finds out',
    file: 'src/host/storage/postgres/shared-clock.ts',
    from: 'const OPEN = "doubt = $1 and doubt_state = \'open\'";',
    to: "const OPEN = 'doubt >= $1';",
    tests: ['src/host/storage/postgres/shared-clock.test.ts'],
  },
];
