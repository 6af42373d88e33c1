/** How many times as long as usual: 20 by `npm run test:faults`, any number by the environment variable LONGER_FAULTS. */
export const REPETITIONS = Number(process.env['LONGER_FAULTS'] ?? (process.env['MODE'] === 'long' ? 20 : 1));
