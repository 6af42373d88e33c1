import { runPlaywright } from './e2e.ts';

/** Takes a picture of every state of the pages into pictures/; not part of the tests. */
await runPlaywright('pictures', process.argv.slice(2));
