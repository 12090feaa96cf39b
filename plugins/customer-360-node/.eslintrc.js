module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // The test kit exports tests for other packages to run.
      files: ['src/testing/*.ts'],
      rules: { 'jest/no-export': 'off', 'jest/expect-expect': 'off' },
    },
  ],
});
