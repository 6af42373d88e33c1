import { runPlaywright } from './e2e.ts';

/** An evening in a hall of network namespaces, with the tests that take too long for `npm test`. */
await runPlaywright('venue', process.argv.slice(2));
