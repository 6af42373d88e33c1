import type { KnipConfig } from 'knip';

/** Dead code: files, exports and packages that nothing uses. Whatever is started other than by an import is listed here. */
export default {
  entry: [
    // Started from package.json through run-installed.mjs.
    'scripts/{start,host}.ts',
    // Started as separate processes.
    'scripts/{report-memory,start/fetch-runtime-child}.ts',
    'src/cli/{index,check-options}.ts',
    'src/main/electron-stub/{register,electron,program}.ts',
    'src/host/continue-game.harness.ts',
    'src/host/faults/host-process.harness.ts',
    'src/host/faults/start-each.harness.ts',
    'e2e/venue/client-phone-process.harness.ts',
    'bench/{baseline,flood-generator,heap-on-request,load-generator}.ts',
    'src/host/storage/worker/storage-worker.ts',
    // What JSX compiles to, and what the pages' HTML starts.
    'src/renderer/shared/jsx/{jsx-runtime,jsx-dev-runtime}.ts',
    'src/renderer/shared/opening/opening.js',
    // What the build puts in place of each `import()` of the pages.
    'src/renderer/shared/parts/vite-preload.ts',
    // Bundled by a test, for pages written by others.
    'src/client/challenge-websocket-integration.ts',
    'e2e/examples/components.fake.tsx',
  ],
  project: ['src/**/*.{ts,tsx}', 'e2e/**/*.{ts,tsx}', 'bench/**/*.ts', 'scripts/**/*.{ts,mjs}', '*.ts'],
  ignoreBinaries: [
    // System programs; the tests that need them say so where they are missing.
    'dpkg-deb',
    'makensis',
    'mkfifo',
    'mount',
    'umount',
  ],
  treatConfigHintsAsErrors: true,
} satisfies KnipConfig;
