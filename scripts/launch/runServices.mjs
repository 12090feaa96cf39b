import { LaunchError } from './LaunchError.mjs';
import { startLogged } from './runLogged.mjs';
import { waitUntilAnswers } from './waitUntilAnswers.mjs';

const lookBelow = 'mend what the last lines name and start again';

/**
 * Starts services one after the other, each when the one before is ready.
 *
 * @param {import('./openWorkspace.mjs').Workspace} workspace
 * @param {import('./ProcessGroups.mjs').ProcessGroups} groups
 * @param {import('./demoServices.mjs').Service[]} services
 * @returns {Promise<{ failed: Promise<never> }>} `failed` rejects as soon as
 * one of them ends, which none of them does by itself.
 */
export async function runServices(workspace, groups, services) {
  /** @type {Promise<never>[]} */
  const ends = [];
  for (const service of services) {
    workspace.say(`Starting ${service.name} …`);
    const log = workspace.log(service.id);
    const child = startLogged(groups, { ...service, log });
    const end = child.exited.then(exit => {
      throw new LaunchError({
        cause: `${sentenceCase(service.name)} ended (${describeExit(exit)})`,
        mend: lookBelow,
        log,
      });
    });
    // Heard by the race; while everything is being ended, by nobody.
    end.catch(() => {});
    ends.push(end);
    await Promise.race([...ends, becomesReady(service, child, log)]);
  }
  return { failed: Promise.race(ends) };
}

/**
 * @param {import('./demoServices.mjs').Service} service
 * @param {import('./ProcessGroups.mjs').Child} child
 * @param {import('./LogFile.mjs').LogFile} log
 */
async function becomesReady(service, child, log) {
  const { readyUrl, timeoutMs } = service;
  const ready = await waitUntilAnswers(readyUrl, {
    timeoutMs,
    isPointless: () => !child.isRunning(),
  });
  // One that has ended has said so itself.
  if (!ready && child.isRunning()) {
    throw new LaunchError({
      cause: `${sentenceCase(
        service.name,
      )} did not answer at ${readyUrl} within ${timeoutMs / 1000} seconds`,
      mend: lookBelow,
      log,
    });
  }
}

/** @param {import('./ProcessGroups.mjs').Exit} exit */
function describeExit({ code, signal, error }) {
  return error?.message ?? signal ?? `exit code ${code}`;
}

/** @param {string} text */
function sentenceCase(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
