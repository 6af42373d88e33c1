/** `node --import` this file: whoever imports electron gets the stand-in. */
import { registerHooks } from 'node:module';

const STUB = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: STUB, shortCircuit: true } : next(specifier, context),
});
