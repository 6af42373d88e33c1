import { buildPages } from './build.ts';
import { orSayWhy } from './or-say-why.ts';
import { guardStreams } from './start/guard-streams.ts';
import { runHost } from './start/run-host.ts';

guardStreams();
/** The headless host: `npm run host -- [--port N] [--data DIR] [--json] ...`. */
await orSayWhy(() => {
  buildPages();
  runHost(process.argv.slice(2));
});
