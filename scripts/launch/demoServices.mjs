import { join } from 'node:path';

/**
 * One long-running part of the demo.
 *
 * @typedef {object} Service
 * @property {string} name As a person calls it.
 * @property {string} id Names its log.
 * @property {string} command
 * @property {string[]} args
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {string} readyUrl Answers 200 when the service is of use.
 * @property {number} timeoutMs
 */

/**
 * @param {import('./openWorkspace.mjs').Workspace} workspace
 * @param {object} options
 * @param {import('./findNode.mjs').UsableNode} options.node
 * @param {NodeJS.ProcessEnv} options.env
 * @param {import('./ports.mjs').Ports} options.ports
 * @returns {Service[]} In the order in which they are started.
 */
export function demoServices({ root, dataDir }, { node, env, ports }) {
  const settings = {
    ...env,
    CUSTOMER_360_PORT: String(ports.portal),
    CUSTOMER_360_SANDBOX_PORT: String(ports.sandbox),
    CUSTOMER_360_DATA_DIR: dataDir,
    // In the order in which the sandbox gives them the ports after its own.
    CUSTOMER_360_STRIPE_URL: `http://127.0.0.1:${ports.sandbox + 1}`,
    CUSTOMER_360_HUBSPOT_URL: `http://127.0.0.1:${ports.sandbox + 2}`,
    CUSTOMER_360_ZENDESK_URL: `http://127.0.0.1:${ports.sandbox + 3}`,
    NODE_ENV: 'development',
  };
  return [
    {
      name: 'the sandbox vendors',
      id: 'sandbox',
      command: node.path,
      args: [
        'packages/sandbox/src/main.ts',
        '--data',
        join(dataDir, 'sandbox'),
        '--port',
        String(ports.sandbox),
        // By the very name in backend.baseUrl: HubSpot signs it.
        '--webhooks',
        `http://localhost:${ports.portal}`,
      ],
      cwd: root,
      env: settings,
      readyUrl: `http://127.0.0.1:${ports.sandbox}/health`,
      timeoutMs: 120_000,
    },
    {
      name: 'the portal',
      id: 'portal',
      // What `backstage-cli package start` runs, without its file watcher.
      command: node.path,
      args: [
        '--enable-source-maps',
        '--require',
        join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
        'src/index.ts',
        '--config',
        join(root, 'app-config.yaml'),
      ],
      cwd: join(root, 'packages', 'backend'),
      env: settings,
      readyUrl: `http://127.0.0.1:${ports.portal}/.backstage/health/v1/readiness`,
      timeoutMs: 240_000,
    },
  ];
}
