import { join } from 'node:path';

/** What JSX in the pages is compiled against, for building and for testing alike. */
export const JSX = 'text-runs';

/** Where that is. */
export function jsxAliases(root: string): Record<string, string> {
  const folder = join(root, 'src/renderer/shared/jsx');
  return {
    [`${JSX}/jsx-runtime`]: join(folder, 'jsx-runtime.ts'),
    [`${JSX}/jsx-dev-runtime`]: join(folder, 'jsx-dev-runtime.ts'),
  };
}
