import type { Config } from '@backstage/config';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The personas that may be signed in as.
 *
 * @throws Error, which ends the start-up, anywhere but in a portal that is
 *   under development and on this machine only: anybody who reaches it can
 *   become anybody
 */
export function readDemoUsers(options: {
  provider: Config;
  root: Config;
  nodeEnv: string | undefined;
}): string[] {
  const { provider, root, nodeEnv } = options;
  if (nodeEnv !== 'development') {
    throw new Error(
      `Demo sign-in refuses to start with NODE_ENV=${
        nodeEnv ?? ''
      }: it lets anybody be anybody. Remove auth.providers.demo and configure your identity provider, or set NODE_ENV=development on your own machine`,
    );
  }
  for (const key of ['app.baseUrl', 'backend.baseUrl']) {
    const { hostname } = new URL(root.getString(key));
    if (!LOOPBACK.has(hostname)) {
      throw new Error(
        `Demo sign-in refuses to start because ${key} is ${hostname}, not localhost: it lets anybody be anybody. Remove auth.providers.demo and configure your identity provider`,
      );
    }
  }
  const host = listenHost(root);
  if (host === undefined || !LOOPBACK.has(host)) {
    throw new Error(
      'Demo sign-in refuses to start because backend.listen does not name a loopback host, so that others could reach it. Set backend.listen.host to 127.0.0.1, or remove auth.providers.demo',
    );
  }
  return provider.getStringArray('users');
}

function listenHost(root: Config): string | undefined {
  const listen = root.getOptional('backend.listen');
  if (typeof listen === 'string') {
    return listen.includes(':')
      ? listen.slice(0, listen.lastIndexOf(':'))
      : undefined;
  }
  return root.getOptionalString('backend.listen.host');
}
