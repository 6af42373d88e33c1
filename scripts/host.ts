import { buildPages } from './build-pages.ts';
import { runOrExit } from './run-or-exit.ts';
import { ignoreBrokenPipes } from './start/ignore-broken-pipes.ts';
import { runHost } from './start/run-host.ts';

ignoreBrokenPipes();
/** The headless host: `npm run host -- [--port N] [--data DIR] [--json] ...`. */
await runOrExit(() => {
  buildPages();
  runHost(process.argv.slice(2));
});
