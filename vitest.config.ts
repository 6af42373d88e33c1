import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { JSX, jsxAliases } from './scripts/jsx-aliases.ts';
import { withMemoryFolder } from './scripts/memory-folder.ts';
import { withCompileCache } from './scripts/start/compile-cache.ts';

// Hundreds of tests start a host.
Object.assign(process.env, withCompileCache(process.env));

export default defineConfig(({ mode }) => {
  // Long tests write to the disk, as hosts do.
  if (mode !== 'long') Object.assign(process.env, withMemoryFolder(process.env));
  return {
    define: { __PAGE_ID__: JSON.stringify('test') },
    oxc: { jsx: { runtime: 'automatic', importSource: JSX } },
    resolve: { alias: jsxAliases(import.meta.dirname) },
    test: {
      include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
      exclude: mode === 'long' ? configDefaults.exclude : [...configDefaults.exclude, '**/*.long.test.*'],
      // What a terminal says is compared in English, whatever language this one speaks.
      env: { LC_ALL: 'C' },
      // Long tests may take their time.
      setupFiles: mode === 'long' ? [] : ['vitest.setup.ts'],
      allowOnly: false,
      restoreMocks: true,
      // Limits for a busy machine, not promises: what has to come within a time says so itself.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 15_000 } },
      // Loading the host anew for each file was half of the work. Long tests may leave something behind, and are few.
      isolate: mode === 'long',
      // A fifth of the work was to collect what each test leaves behind: there is room for more of it.
      execArgv: ['--max-semi-space-size=64'],
      // Most tests wait for a process or a socket: on two cores, three at a time take half as long as one at a time.
      maxWorkers: Math.max(3, availableParallelism()),
    },
  };
});
