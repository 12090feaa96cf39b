import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The sandbox is for this machine alone: its credentials are public. */
export const LOOPBACK = '127.0.0.1';

/**
 * Thrown when a server cannot listen; the message says which port and what to do.
 *
 * @public
 */
export class PortUnavailableError extends Error {
  constructor(name: string, port: number, cause: unknown) {
    const taken =
      typeof cause === 'object' &&
      cause !== null &&
      'code' in cause &&
      cause.code === 'EADDRINUSE';
    super(
      taken
        ? `Port ${port} for ${name} is taken: stop what listens there, or choose another with --port.`
        : `Port ${port} for ${name} cannot be opened: choose another with --port.`,
      { cause },
    );
    this.name = 'PortUnavailableError';
  }
}

/**
 * Listens on 127.0.0.1 and says on which port; 0 takes any free one.
 *
 * @throws PortUnavailableError
 * @internal
 */
export function listen(
  server: Server,
  name: string,
  port: number,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (cause: Error) =>
      reject(new PortUnavailableError(name, port, cause));
    server.once('error', fail);
    server.listen(port, LOOPBACK, () => {
      server.off('error', fail);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/**
 * Stops listening and ends every connection, at once.
 *
 * @internal
 */
export function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
