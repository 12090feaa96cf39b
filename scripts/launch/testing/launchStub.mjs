/**
 * `npm start` with stub services in the place of the portal and the sandbox.
 * Leaves its process id in `launcher.pid`.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openWorkspace } from '../openWorkspace.mjs';
import { startDemo } from '../startDemo.mjs';
import { superviseRun } from '../superviseRun.mjs';

const stub = fileURLToPath(new URL('stubService.mjs', import.meta.url));

writeFileSync('launcher.pid', String(process.pid));

await superviseRun(
  run =>
    startDemo(openWorkspace({ root: process.cwd() }), run, {
      prepare: async ({ env }) => ({
        node: { path: process.execPath, version: process.versions.node },
        env,
      }),
      buildFrontend: async () => {},
      demoServices: ({ root }, { node, env, ports }) =>
        [ports.sandbox, ports.portal].map(port => ({
          name: `the stub on ${port}`,
          id: `stub-${port}`,
          command: node.path,
          args: [stub, String(port)],
          cwd: root,
          env,
          readyUrl: `http://127.0.0.1:${port}/`,
          timeoutMs: 30_000,
        })),
    }),
  { graceMs: Number(process.env.STUB_GRACE_MS ?? 300), parentCheckMs: 100 },
);
