import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const ROOT = import.meta.dirname;

/** The log finds its migrations beside the code that runs: they go where the bundle goes. */
const withMigrations: Plugin = {
  name: 'with-migrations',
  apply: 'build',
  writeBundle({ dir = '' }) {
    cpSync(join(ROOT, 'src/host/log/migrations'), join(dir, 'migrations'), { recursive: true });
  },
};

/** Main and preload of the desktop app. The pages are built by Vite alone (vite.config.ts): phones load them as well. */
export default defineConfig({
  main: {
    plugins: [withMigrations],
    build: {
      outDir: join(ROOT, 'dist/app/main'),
      rolldownOptions: {
        input: join(ROOT, 'src/main/index.ts'),
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: join(ROOT, 'dist/app/preload'),
      // A sandboxed preload is one CommonJS file.
      rolldownOptions: {
        input: join(ROOT, 'src/preload/index.ts'),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
});
