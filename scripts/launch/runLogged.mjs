import { closeSync } from 'node:fs';

/**
 * Runs a program to its end, all its output in a log, and ends whatever it has
 * left behind.
 *
 * @param {import('./ProcessGroups.mjs').ProcessGroups} groups
 * @param {object} options
 * @param {string} options.command
 * @param {string[]} options.args
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} options.env
 * @param {import('./LogFile.mjs').LogFile} options.log
 * @returns {Promise<boolean>} Whether it succeeded.
 */
export async function runLogged(groups, { command, args, cwd, env, log }) {
  const child = startLogged(groups, { command, args, cwd, env, log });
  const { code } = await child.exited;
  await child.end();
  return code === 0;
}

/**
 * Starts a program whose output goes to a log.
 *
 * @param {import('./ProcessGroups.mjs').ProcessGroups} groups
 * @param {object} options
 * @param {string} options.command
 * @param {string[]} options.args
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} options.env
 * @param {import('./LogFile.mjs').LogFile} options.log
 */
export function startLogged(groups, { command, args, cwd, env, log }) {
  const output = log.open();
  try {
    return groups.start({
      command,
      args,
      cwd,
      env,
      stdio: ['ignore', output, output],
    });
  } finally {
    closeSync(output);
  }
}
