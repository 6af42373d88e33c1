import type { Plugin } from 'vite';

const ICONS = /[\\/]node_modules[\\/]lucide-react[\\/]dist[\\/]esm[\\/]icons[\\/]/;

/**
 * Takes React's keys out of the icons. Their lines never change places, so React needs none in a build, and as random letters they are
 * what compresses least of all that a phone loads first.
 */
export function withoutIconKeys(): Plugin {
  return {
    name: 'icon-keys',
    apply: 'build',
    transform: {
      filter: { id: ICONS },
      handler: (code) => ({ code: withoutKeys(code), map: null }),
    },
  };
}

/** @param icon the source of one */
export function withoutKeys(icon: string): string {
  return icon.replaceAll(/,\s*key: "[a-z\d]+"/g, '');
}
