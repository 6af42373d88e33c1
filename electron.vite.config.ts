import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const ROOT = import.meta.dirname;

/** The event log looks for its migrations next to the running code, so they go where the bundle goes. */
const withMigrations: Plugin = {
  name: 'with-migrations',
  apply: 'build',
  writeBundle({ dir = '' }) {
    cpSync(join(ROOT, 'src/host/storage/sqlite/migrations'), join(dir, 'migrations'), { recursive: true });
  },
};

/** The desktop app's main and preload. The pages are built by Vite alone (vite.config.ts), because phones load them too. */
export default defineConfig({
  main: {
    plugins: [withMigrations],
    build: {
      outDir: join(ROOT, 'dist/app/main'),
      rolldownOptions: {
        input: {
          index: join(ROOT, 'src/main/index.ts'),
          // Started by its name, beside whatever runs.
          'storage-worker': join(ROOT, 'src/host/storage/worker/storage-worker.ts'),
        },
        // What both need is beside them, too, and so are the migrations.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: join(ROOT, 'dist/app/preload'),
      // A sandboxed preload has to be a single CommonJS file.
      rolldownOptions: {
        input: join(ROOT, 'src/preload/index.ts'),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
});
