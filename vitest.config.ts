import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { __PAGE_ID__: JSON.stringify('test') },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
    allowOnly: false,
    restoreMocks: true,
    testTimeout: 15_000,
  },
});
