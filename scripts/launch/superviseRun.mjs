import { constants } from 'node:os';
import { LaunchError } from './LaunchError.mjs';
import { ProcessGroups } from './ProcessGroups.mjs';
import { onParentGone } from './onParentGone.mjs';

/**
 * From when on a second signal is a person's impatience. At once it is only
 * the same Ctrl+C, which the terminal sends and npm passes on.
 */
const impatienceMs = 1_000;

/**
 * @typedef {object} Run
 * @property {ProcessGroups} groups
 * @property {AbortSignal} stopped Fires when the launch has been told to end.
 */

/**
 * Runs a launch from its first child to its last: on any signal, when the
 * parent disappears, when the launch fails and when it is done, everything it
 * has started is ended before this process is.
 *
 * @param {(run: Run) => Promise<number>} launch Resolves to the exit code.
 * @param {{ graceMs?: number, parentCheckMs?: number }} [options]
 */
export async function superviseRun(launch, { graceMs, parentCheckMs } = {}) {
  const groups = new ProcessGroups({ graceMs });
  const stop = new AbortController();
  let exitCode = 0;
  let stopAskedAt = 0;

  /** @param {number} code */
  const requestStop = code => {
    if (!stop.signal.aborted) {
      stopAskedAt = Date.now();
      exitCode = code;
      console.log('\nStopping …');
      stop.abort();
    } else if (Date.now() - stopAskedAt > impatienceMs) {
      groups.killAll();
    }
  };
  /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']).forEach(signal =>
    process.on(signal, () => requestStop(128 + constants.signals[signal])),
  );
  // A closed terminal takes its streams along; that must not end us halfway.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  const forgetParent = onParentGone(
    () => {
      if (!stop.signal.aborted) {
        requestStop(128 + constants.signals.SIGHUP);
      }
    },
    { everyMs: parentCheckMs },
  );

  /** @type {Promise<void>} */
  const stopRequested = new Promise(resolve => {
    stop.signal.addEventListener('abort', () => resolve());
  });
  try {
    const finished = launch({ groups, stopped: stop.signal }).then(
      code => {
        if (!stop.signal.aborted) {
          exitCode = code;
        }
      },
      error => {
        // What breaks while everything is being ended breaks because of that.
        if (!stop.signal.aborted) {
          exitCode = 1;
          console.error(`\n${describe(error)}`);
        }
      },
    );
    await Promise.race([finished, stopRequested]);
  } finally {
    forgetParent();
    await groups.endAll();
  }
  process.exit(exitCode);
}

/** @param {unknown} error */
function describe(error) {
  if (error instanceof LaunchError) {
    return error.describe();
  }
  return error instanceof Error ? error.stack ?? error.message : String(error);
}
