import { buildPages } from './build.ts';
import { runHost } from './run-host.ts';

/** The headless host: `npm run host -- [--port N] [--data DIR] [--json] ...`. */
buildPages();
runHost(process.argv.slice(2));
