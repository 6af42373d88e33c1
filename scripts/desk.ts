import { runPlaywright } from './e2e.ts';

/** Two hundred rounds at the desk by mouse, keyboard and tablet: nobody gets what was meant for somebody else. */
await runPlaywright('desk', process.argv.slice(2));
