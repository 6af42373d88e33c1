/** `node src/cli/index.ts [options]`, usually run by `npm run host`. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Compiling a hundred modules takes as long as the rest of starting up, so the compiled code is cached.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/compiled'));
const { run } = await import('./run.ts');
await run(process.argv.slice(2));
