import { readProcess } from './processTable.mjs';

const shells = ['sh', 'bash', 'dash', 'zsh', 'ash', 'ksh'];

/**
 * Calls back once when the program that started this one is gone. npm starts a
 * script through a shell, and killing npm leaves that shell, and us, alive: so
 * where the parent is such a shell, the shell's own parent counts too.
 *
 * @param {() => void} callback
 * @param {object} [options]
 * @param {number} [options.everyMs]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @returns {() => void} Stops watching.
 */
export function onParentGone(
  callback,
  { everyMs = 500, env = process.env } = {},
) {
  const parent = process.ppid;
  const shell =
    env.npm_lifecycle_event === undefined ? undefined : readShell(parent);

  const timer = setInterval(() => {
    const gone =
      process.ppid !== parent ||
      (shell !== undefined && readProcess(parent)?.parent !== shell.parent);
    if (gone) {
      clearInterval(timer);
      callback();
    }
  }, everyMs);
  return () => clearInterval(timer);
}

/** @param {number} pid */
function readShell(pid) {
  const entry = readProcess(pid);
  const name = entry?.name.split('/').pop()?.replace(/^-/, '');
  return name !== undefined && shells.includes(name) ? entry : undefined;
}
