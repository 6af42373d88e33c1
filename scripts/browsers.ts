import { runPlaywright } from './e2e.ts';

/** The phone's page in Firefox and WebKit, with the tests that take too long for `npm test`. */
await runPlaywright('browsers', process.argv.slice(2));
