/** Load with `node --import`: from then on, importing electron gives the stub. */
import { registerHooks } from 'node:module';

const STUB = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: STUB, shortCircuit: true } : next(specifier, context),
});
