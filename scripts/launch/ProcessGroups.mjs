import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endProcessGroup, signalGroup } from './endProcessGroup.mjs';

const watchdogPath = fileURLToPath(new URL('watchdog.mjs', import.meta.url));

/**
 * @typedef {object} Exit
 * @property {number | null} code
 * @property {NodeJS.Signals | null} signal
 * @property {Error} [error] The program could not be started at all.
 */

/**
 * @typedef {object} Child
 * @property {Promise<Exit>} exited
 * @property {() => boolean} isRunning
 * @property {() => Promise<void>} end Ends the child and all that it started.
 */

/**
 * @typedef {object} Command
 * @property {string} command
 * @property {string[]} args
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {import('node:child_process').StdioOptions} stdio
 */

/**
 * All that a launch starts. Each child leads a process group of its own, so
 * that ending it reaches what it started in turn; a watchdog does the same
 * when the launcher itself is killed.
 */
export class ProcessGroups {
  /** @type {Map<number, Child>} */
  #children = new Map();
  #graceMs;
  #watchdog;
  #closed = false;

  /** @param {{ graceMs?: number }} [options] */
  constructor({ graceMs = 10_000 } = {}) {
    this.#graceMs = graceMs;
    this.#watchdog = spawn(process.execPath, [watchdogPath, String(graceMs)], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    // A launch without its watchdog is only less well guarded.
    this.#watchdog.on('error', () => {});
    this.#watchdog.stdin.on('error', () => {});
    this.#watchdog.unref();
  }

  /**
   * @param {Command} command
   * @returns {Child}
   */
  start({ command, args, cwd, env, stdio }) {
    if (this.#closed) {
      throw new Error('The launch is ending, nothing more is started.');
    }
    const child = spawn(command, args, { cwd, env, stdio, detached: true });
    const group = child.pid;
    let running = group !== undefined;
    /** @type {Promise<Exit>} */
    const exited = new Promise(resolve => {
      child.on('error', error => {
        running = false;
        resolve({ code: null, signal: null, error });
      });
      child.on('exit', (code, signal) => {
        running = false;
        resolve({ code, signal });
      });
    });
    if (group === undefined) {
      return { exited, isRunning: () => false, end: async () => {} };
    }
    this.#tellWatchdog(`+${group}`);
    const started = {
      exited,
      isRunning: () => running,
      end: async () => {
        await endProcessGroup(group, this.#graceMs);
        this.#children.delete(group);
        this.#tellWatchdog(`-${group}`);
      },
    };
    this.#children.set(group, started);
    return started;
  }

  /** Ends everything; nothing can be started after this. */
  async endAll() {
    this.#closed = true;
    await Promise.all([...this.#children.values()].map(child => child.end()));
    this.#watchdog.stdin.end();
  }

  /** For the impatient: ends everything without asking. */
  killAll() {
    this.#closed = true;
    for (const group of this.#children.keys()) {
      signalGroup(group, 'SIGKILL');
    }
  }

  /** @param {string} line */
  #tellWatchdog(line) {
    if (this.#watchdog.stdin.writable) {
      this.#watchdog.stdin.write(`${line}\n`);
    }
  }
}
