import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { readProcess } from '../processTable.mjs';

/**
 * A process and all that it started, directly or not.
 *
 * @param {number} pid
 * @returns {number[]}
 */
export function familyOf(pid) {
  const parents = readParents();
  const family = [pid];
  for (const member of family) {
    for (const [child, parent] of parents) {
      if (parent === member) {
        family.push(child);
      }
    }
  }
  return family;
}

/** @returns {Map<number, number>} */
function readParents() {
  if (existsSync('/proc/self/stat')) {
    return new Map(
      readdirSync('/proc')
        .filter(name => /^\d+$/.test(name))
        .map(name => [Number(name), readProcess(Number(name))?.parent ?? 0]),
    );
  }
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], {
    encoding: 'utf8',
  });
  return new Map(
    table
      .trim()
      .split('\n')
      .map(line => line.trim().split(/\s+/).map(Number))
      .map(([pid, parent]) => [pid, parent]),
  );
}
