// fastify's inject and others reach packages that are ES modules only, which jest cannot require on Node 20: swc turns them round.
const esmOnly = ['cookie', '@cloudflare', '@noble', 'openid-client', 'oauth4webapi', 'jose'];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  transform: {
    '\\.[cm]?[jt]sx?$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' }, sourceMaps: 'inline' },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  testSequencer: '<rootDir>/test/harness/sequencer.cjs',
  maxWorkers: 2,
  testTimeout: 60_000,
};
