import { join } from 'node:path';

/** Node keeps there what it has made of the sources, and starts the next time without making it again. */
const COMPILE_CACHE = join(import.meta.dirname, '../../node_modules/.cache/node');

/** The environment with the cache in it, unless it names one or switches it off. Node does without a folder that it cannot write. */
export function withCompileCache(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { NODE_COMPILE_CACHE: COMPILE_CACHE, ...env };
}
