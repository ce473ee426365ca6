import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What a workflow must not touch: it differs between machines or Node versions, and replay breaks (architecture.md, Calendars). */
const NOT_IN_WORKFLOWS = ['Intl', 'process', 'performance', 'setImmediate', 'fetch', 'Buffer', 'global', 'globalThis', 'WeakRef', 'FinalizationRegistry'];
const NOT_IMPORTED_BY_WORKFLOWS = ['node:*', 'zod', '@nestjs/*', 'typeorm', 'pg', 'bullmq', '#persistence/*', '#platform/*', '@temporalio/{client,worker,activity,testing}'];
const NOT_IN_DOMAIN = [...NOT_IN_WORKFLOWS, 'setTimeout', 'setInterval', 'console'];
const LOCALE = ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'localeCompare'].map((property) => ({
  property,
  message: 'Locale data differs between Node versions, and replay breaks.',
}));
const CLOCK = [
  { object: 'Date', property: 'now', message: 'Pass the time in.' },
  { object: 'Math', property: 'random', message: 'Pass what is random in.' },
];

export default tseslint.config(
  { ignores: ['dist/**', 'dist.*/**', 'node_modules/**', '.callsheet/**', 'coverage/**', 'apps/console/vite.config.ts', 'test/replay/histories/**', 'apps/console/src/api/schema.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    languageOptions: { globals: Object.fromEntries(['console', 'process', 'URL', 'fetch', 'setTimeout', 'clearTimeout', 'AbortSignal', 'Buffer'].map((name) => [name, 'readonly'])) },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      // Control characters are looked for on purpose, where text goes into headers.
      'no-control-regex': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['{apps/api,apps/worker,apps/console,activities,libs,migrations,scripts,test,workflows}/**/*.{ts,tsx}'],
    ignores: ['**/*.d.mts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    // The console runs in browsers only; what it says comes from its catalogues.
    files: ['apps/console/src/**/*.{ts,tsx}'],
    ignores: ['**/*.spec.ts'],
    languageOptions: {
      globals: Object.fromEntries(['window', 'document', 'navigator', 'localStorage', 'crypto', 'EventSource', 'MessageEvent', 'BroadcastChannel', 'AbortController', 'AbortSignal', 'Response', 'Request', 'HTMLElement', 'HTMLMetaElement', 'MediaQueryListEvent', 'KeyboardEvent', 'FormData', 'File', 'Blob'].map((name) => [name, 'readonly'])),
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-imports': ['error', { patterns: ['node:*', '#persistence/*', '#platform/*', '#workflows/*', '#activities/*'] }],
      'no-restricted-syntax': ['error', { selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]', message: 'Texts from users are never markup.' }],
    },
  },
  {
    // Nest reads constructor types at run time, so its classes have to be imported by value.
    files: ['apps/api/**/*.ts', 'apps/worker/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['workflows/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', ...NOT_IN_WORKFLOWS],
      'no-restricted-properties': ['error', ...LOCALE],
      'no-restricted-imports': ['error', { patterns: NOT_IMPORTED_BY_WORKFLOWS }],
    },
  },
  {
    // What a preview plays on a copy of the state, at an instant that is not the run's own.
    files: ['workflows/shared/{verbs-*,commands,recorder,agenda,preview}.ts'],
    rules: {
      'no-restricted-properties': ['error', ...LOCALE, { object: 'Date', property: 'now', message: 'Ask engine.now(): a preview plays this at an instant of its own.' }, CLOCK[1]],
      'no-restricted-imports': ['error', { patterns: NOT_IMPORTED_BY_WORKFLOWS, paths: [{ name: '@temporalio/workflow', importNames: ['uuid4'], message: 'A preview must not draw the run\'s random numbers: take ids from the command.' }] }],
    },
  },
  {
    files: ['libs/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', ...NOT_IN_DOMAIN],
      'no-restricted-properties': ['error', ...LOCALE, ...CLOCK],
      'no-restricted-imports': ['error', { patterns: ['node:*', 'zod', '@nestjs/*', 'typeorm', 'pg', '@temporalio/*', '#persistence/*', '#platform/*'] }],
    },
  },
  {
    files: ['**/*.spec.{ts,tsx}', 'test/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
