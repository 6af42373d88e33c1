import { runPlaywright } from './e2e.ts';

/** The end-to-end tests that take too long for `npm test`. */
await runPlaywright('long', process.argv.slice(2));
