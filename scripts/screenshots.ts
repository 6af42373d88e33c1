import { runPlaywright } from './e2e.ts';

/** Takes a screenshot of every state of the pages into screenshots/; not part of the tests. */
await runPlaywright('screenshots', process.argv.slice(2));
