import { connect, createServer } from 'node:net';
import { LaunchError } from './LaunchError.mjs';

/**
 * The sandbox listens on a row of ports, the control API first.
 */
const sandboxPortCount = 4;

/**
 * @typedef {object} Ports
 * @property {number} portal
 * @property {number} sandbox The first of the sandbox's row.
 */

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Ports}
 */
export function readPorts(env) {
  return {
    portal: readPort(env, 'CUSTOMER_360_PORT', 3000),
    sandbox: readPort(env, 'CUSTOMER_360_SANDBOX_PORT', 7100),
  };
}

/**
 * Refuses to start where another program listens already.
 *
 * @param {Ports} ports
 */
export async function requireFreePorts({ portal, sandbox }) {
  const needed = [
    { port: portal, use: 'the portal', setting: 'CUSTOMER_360_PORT' },
    ...Array.from({ length: sandboxPortCount }, (_, index) => ({
      port: sandbox + index,
      use: 'the sandbox vendors',
      setting: 'CUSTOMER_360_SANDBOX_PORT',
    })),
  ];
  for (const { port, use, setting } of needed) {
    if (!(await isPortFree(port))) {
      throw new LaunchError({
        cause: `Port ${port}, needed for ${use}, is taken by another program`,
        mend: `stop that program, or set ${setting} to a free port and start again`,
      });
    }
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} setting
 * @param {number} usual
 */
function readPort(env, setting, usual) {
  const value = env[setting];
  if (!value) {
    return usual;
  }
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_000) {
    throw new LaunchError({
      cause: `${setting} is "${value}", which is not a port`,
      mend: 'set it to a whole number between 1 and 65000, or unset it',
    });
  }
  return port;
}

/**
 * Asks both ways: a server on all addresses may let another one listen on
 * loopback alone, and then take half of its visitors.
 *
 * @param {number} port
 */
async function isPortFree(port) {
  const answers = await Promise.all(
    ['127.0.0.1', '::1'].map(host => answersAt(host, port)),
  );
  return !answers.includes(true) && (await canListen(port));
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function answersAt(host, port) {
  return new Promise(resolve => {
    const socket = connect({ host, port, timeout: 1_000 });
    /** @param {boolean} answer */
    const settle = answer => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function canListen(port) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port }, () =>
      server.close(() => resolve(true)),
    );
  });
}
