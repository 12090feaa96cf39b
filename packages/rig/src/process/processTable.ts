import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** As `ps` says it: R, S, T (stopped), Z (ended, not collected yet). */
  readonly state: string;
}

/** All processes of this machine. */
export function processTable(): ProcessEntry[] {
  return process.platform === 'linux' ? ofProc() : ofPs();
}

/** Direct children that have not ended. */
export function childrenOf(pid: number): number[] {
  return processTable()
    .filter(it => it.parent === pid && it.state !== 'Z')
    .map(it => it.pid);
}

/** Undefined where there is none: nobody may have collected a `Z` yet. */
export function stateOf(pid: number): string | undefined {
  const state = processTable().find(it => it.pid === pid)?.state;
  return state === 'Z' ? undefined : state;
}

function ofProc(): ProcessEntry[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
        // The name before it stands in brackets and may hold anything.
        const [state, parent] = stat
          .slice(stat.lastIndexOf(')') + 2)
          .split(' ');
        return [{ pid: Number(name), parent: Number(parent), state }];
      } catch {
        return [];
      }
    });
}

function ofPs(): ProcessEntry[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,state='], {
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .map(([pid, parent, state]) => ({
      pid: Number(pid),
      parent: Number(parent),
      state: state.slice(0, 1),
    }));
}
