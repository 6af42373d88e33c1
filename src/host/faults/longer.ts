/** How many times as long as in the short form: `npm run faults` sets 30. */
export const LONGER = Math.max(1, Number(process.env['LONGER_FAULTS'] ?? 1));
