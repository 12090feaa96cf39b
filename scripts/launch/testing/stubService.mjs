/**
 * Stands in for a part of the demo: answers 200 on the given port, and has a
 * child that does not listen when it is asked to end.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

const [port, role] = process.argv.slice(2);

if (role === 'stubborn-child') {
  process.on('SIGTERM', () => {});
  process.on('SIGHUP', () => {});
  process.on('SIGINT', () => {});
  setInterval(() => {}, 1_000);
} else {
  spawn(process.execPath, [process.argv[1], port, 'stubborn-child'], {
    stdio: 'ignore',
  });
  createServer((_request, response) => response.end('ok')).listen(
    Number(port),
    '127.0.0.1',
  );
}
