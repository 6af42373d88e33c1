import { defineConfig } from 'oxlint';
import { boundaries } from './oxlint.boundaries.ts';

/** Lint: the correctness and suspicious categories, strict types, and the one-way boundaries between layers. */
export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'promise', 'react', 'jsx-a11y', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  env: { builtin: true, es2024: true },
  // run-installed.mjs is for versions of Node without type stripping.
  // opening.js is for engines that know no modules.
  ignorePatterns: [
    'dist',
    '/pictures',
    'test-results',
    'playwright-report',
    'scripts/run-installed.mjs',
    'src/renderer/shared/opening/opening.js',
  ],
  rules: {
    // Nothing is caught and dropped, no promise is left floating, no type is bypassed.
    'eslint/no-empty': ['error', { allowEmptyCatch: false }],
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/prefer-promise-reject-errors': 'error',
    'typescript/use-unknown-in-catch-callback-variable': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-unsafe-argument': 'error',
    'typescript/no-unsafe-assignment': 'error',
    'typescript/no-unsafe-call': 'error',
    'typescript/no-unsafe-member-access': 'error',
    'typescript/no-unsafe-return': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/consistent-type-imports': 'error',
    'typescript/no-import-type-side-effects': 'error',
    'typescript/no-namespace': 'error',
    'typescript/no-deprecated': 'error',
    'eslint/eqeqeq': 'error',
    'eslint/no-var': 'error',
    'eslint/prefer-const': 'error',
    'eslint/no-sequences': 'error',
    'eslint/no-self-compare': 'error',
    'eslint/no-param-reassign': 'error',
    'eslint/array-callback-return': 'error',
    'eslint/max-depth': ['error', 4],
    'eslint/max-lines': ['error', { max: 350 }],
    'eslint/no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
    'import/no-cycle': 'error',
    'import/no-commonjs': 'error',
    'import/no-duplicates': ['error', { preferInline: true }],
    'import/no-mutable-exports': 'error',
    'unicorn/prefer-node-protocol': 'error',
    'unicorn/no-abusive-eslint-disable': 'error',
    'react/rules-of-hooks': 'error',
    'react/button-has-type': 'error',
    'react/jsx-no-target-blank': 'error',
    'react/no-danger': 'error',

    // The JSX transform doesn't need React in scope; style sheets and polyfills are imported for their effects.
    'react/react-in-jsx-scope': 'off',
    'import/no-unassigned-import': 'off',
    // TypeBox exports one object both as its default and by name, and schemas are written Type.Object(...).
    'import/no-named-as-default': 'off',
    'import/no-named-as-default-member': 'off',
    'react/capitalized-calls': 'off',
    // Fastify waits for its handlers and answers what they reject with; it is Express that does not.
    'oxc/no-async-endpoint-handlers': 'off',
    // A helper inside the only function that uses it is easier to read than one far away.
    'unicorn/consistent-function-scoping': 'off',
    // Names with a leading or trailing underscore are the wire's or the platform's, not ours.
    'eslint/no-underscore-dangle': 'off',
  },
  overrides: [
    ...boundaries,
    {
      // Only the command line prints; the other layers are passed a logger.
      files: ['src/**'],
      excludeFiles: ['src/cli/**', '**/*.test.ts', '**/*.test.tsx'],
      rules: { 'eslint/no-console': 'error' },
    },
    {
      // Tests trust the responses they have just asked for, and a fake is a small object, never a mocked module.
      files: ['**/*.test.ts', '**/*.test.tsx'],
      rules: {
        'typescript/no-unsafe-type-assertion': 'off',
        'vitest/no-restricted-vi-methods': [
          'error',
          {
            mock: 'Hand a fake in instead of mocking a module.',
            doMock: 'Hand a fake in instead of mocking a module.',
          },
        ],
      },
    },
    {
      // Playwright's tests are not Vitest's; they wait for the thing itself.
      files: ['e2e/**', 'bench/**'],
      rules: {
        'vitest/expect-expect': 'off',
        'vitest/no-standalone-expect': 'off',
        'vitest/no-conditional-expect': 'off',
        'vitest/valid-title': 'off',
        'vitest/require-awaited-expect-poll': 'off',
        'typescript/no-unsafe-type-assertion': 'off',
        'typescript/no-unnecessary-type-parameters': 'off',
        // Playwright's fixtures call `use`, which is no hook.
        'react/rules-of-hooks': 'off',
        'eslint/no-restricted-properties': [
          'error',
          { property: 'waitForTimeout', message: 'Wait for the thing itself.' },
        ],
      },
    },
  ],
});
