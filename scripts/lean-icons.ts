import type { Plugin } from 'vite';

const ICONS = /[\\/]node_modules[\\/]lucide-react[\\/]dist[\\/]esm[\\/]icons[\\/]/;

/**
 * Takes out of the icons what does nothing in a build: React's keys, since their lines never change places, and a line that only looks at
 * one. As random letters the keys are what compresses least of all that a phone loads first.
 */
export function leanIcons(): Plugin {
  return {
    name: 'lean-icons',
    apply: 'build',
    transform: {
      filter: { id: ICONS },
      handler: (code) => ({ code: leanIcon(code), map: null }),
    },
  };
}

/** @param icon the source of one */
export function leanIcon(icon: string): string {
  return icon.replaceAll(/,\s*key: "[a-z\d]+"|^__iconData\.node;$/gm, '');
}
