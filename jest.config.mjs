/** The test sizes, one project each; `npm test` names the projects it runs. */
const transform = {
  '^.+\\.tsx?$': [
    '@swc/jest',
    {
      swcrc: false,
      jsc: {
        parser: { syntax: 'typescript', tsx: false, decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false, react: { runtime: 'automatic' } },
        target: 'es2022',
        keepClassNames: true,
      },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    },
  ],
};
transform['^.+\\.tsx$'] = [transform['^.+\\.tsx?$'][0], { ...transform['^.+\\.tsx?$'][1], jsc: { ...transform['^.+\\.tsx?$'][1].jsc, parser: { syntax: 'typescript', tsx: true, decorators: true } } }];

const base = {
  rootDir: import.meta.dirname,
  transform: { '^.+\\.tsx$': transform['^.+\\.tsx$'], '^.+\\.ts$': transform['^.+\\.tsx?$'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.callsheet/'],
};
const project = (displayName, testMatch, extra = {}) => ({ ...base, displayName, testMatch: testMatch.map((m) => `<rootDir>/${m}`), ...extra });

export default {
  // Two cores shared with the servers that suites start: a request that takes 50 ms alone may take seconds.
  testTimeout: 20_000,
  projects: [
    project('unit', ['libs/**/*.spec.{ts,tsx}', 'apps/**/*.spec.ts', 'activities/**/*.spec.ts', 'workflows/**/*.spec.ts', 'playbooks/**/*.spec.ts', 'scripts/**/*.spec.ts', 'test/*.spec.ts']),
    project('workflow', ['test/workflows/**/*.spec.ts'], { globalSetup: '<rootDir>/test/support/workflow-setup.ts' }),
    project('replay', ['test/replay/**/*.spec.ts'], { globalSetup: '<rootDir>/test/support/workflow-setup.ts' }),
    project('integration', ['test/integration/**/*.spec.ts'], { globalSetup: '<rootDir>/test/support/postgres-setup.ts', globalTeardown: '<rootDir>/test/support/postgres-teardown.ts' }),
    project('e2e', ['test/e2e/*.spec.ts']),
    project('browser', ['test/e2e/console/**/*.spec.ts'], { globalSetup: '<rootDir>/test/support/browser-setup.ts' }),
    project('chaos', ['test/chaos/**/*.spec.ts']),
  ],
};
