import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** Starts the identity provider for tests; `stop` ends its process. */
export async function startOidcServer() {
  const child = spawn(
    process.execPath,
    [resolve(__dirname, 'oidcServer.mjs')],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const [line] = await once(child.stdout, 'data');
  return {
    issuer: String(line).trim(),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
