/** What every `import()` in the pages is built into, in place of Vite's own helper: `scripts/whole-parts.ts`. */
import { defaultEnvironment } from '../../../client/environment.ts';
import { createPartLoader } from './part-loader.ts';

export const __vitePreload = createPartLoader({
  environment: defaultEnvironment(),
  document,
  end: __PART_END__,
});
