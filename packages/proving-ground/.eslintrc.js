module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // What is measured are the service's own parts, which it does not export.
    '@backstage/no-forbidden-package-imports': 'off',
  },
});
