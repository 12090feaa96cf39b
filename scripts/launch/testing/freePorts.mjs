import { createServer } from 'node:net';

// Below the ports that systems hand out themselves, and a block of its own for
// each of the processes that run tests at the same time.
const block = 10_000 + (process.pid % 400) * 50;
let used = 0;

/**
 * The first of a row of ports on which nobody listens.
 *
 * @param {number} count
 * @returns {Promise<number>}
 */
export async function freePorts(count) {
  for (;;) {
    const first = block + (used % 50);
    used += count;
    const row = Array.from({ length: count }, (_, index) => first + index);
    if ((await Promise.all(row.map(canListen))).every(Boolean)) {
      return first;
    }
  }
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function canListen(port) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
