import { runPlaywright } from './e2e.ts';

/** Measures every state of the pages at every size, in every theme; leaves pictures in pictures/fit. Takes minutes. */
await runPlaywright('fit', process.argv.slice(2));
