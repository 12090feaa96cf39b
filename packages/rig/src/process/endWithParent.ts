import { spawn } from 'node:child_process';
import { childrenOf } from './processTable.ts';
import { signalProcess } from './signalProcess.ts';

/**
 * Waits until its input ends, which it does however the parent ends. Then kills
 * the process and, where the system lists them, its direct children, and
 * removes its folder.
 */
const GUARD = `
  read -r line
  kill -9 "$1" $(cat "/proc/$1/task/$1/children" 2>/dev/null)
  [ -z "$2" ] || rm -rf "$2"
`;

const pids = new Set<number>();
let listening = false;

/**
 * Kills the process when this one ends. A handler of `exit` alone is not
 * enough: a killed parent runs none, and jest never calls those of a test.
 *
 * @returns takes the guard away; to be called once the process has ended.
 */
export function endWithParent(pid: number, folder = ''): () => void {
  pids.add(pid);
  if (!listening) {
    listening = true;
    process.on('exit', () => pids.forEach(killFamily));
  }
  // Detached: an interrupt of the terminal must not end the guard first.
  const guard = spawn('/bin/sh', ['-c', GUARD, 'guard', String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.on('error', () => {});
  guard.stdin.on('error', () => {});
  guard.unref();
  (guard.stdin as unknown as { unref(): void }).unref();
  return () => {
    pids.delete(pid);
    guard.kill('SIGKILL');
  };
}

/** A frozen child would outlive its parent for ever. */
function killFamily(pid: number): void {
  for (const it of [...childrenOf(pid), pid]) {
    signalProcess(it, 'SIGKILL');
  }
}
