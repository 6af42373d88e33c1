import { runPlaywright } from './e2e.ts';

/** Writes a picture of every state of the pages to pictures/; not part of the tests. */
await runPlaywright('pictures', process.argv.slice(2));
