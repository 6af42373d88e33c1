/** `node src/cli/index.ts [options]`, usually through `npm run host`. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Compiling a hundred modules takes as long as all the rest of a start: what was compiled once is kept.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/compiled'));
const { run } = await import('./run.ts');
await run(process.argv.slice(2));
