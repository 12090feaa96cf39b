import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { yarnPath } from '../../launch/yarn.mjs';
import { areServicesRequired } from '../services.ts';
import type { Stage } from '../Stage.ts';
import { advisoryProblems, expired, parseAdvisories } from './advisories.ts';
import { askForAdvisories } from './askForAdvisories.ts';
import { readExceptions } from './Exceptions.ts';
import { licenceProblems } from './licenceProblems.ts';
import { productionPackages } from './productionPackages.ts';

const EXCEPTIONS = fileURLToPath(new URL('./exceptions.yaml', import.meta.url));

/**
 * Known weaknesses and licences of what is installed, against a written list of
 * exceptions.
 *
 * @internal
 */
export const auditStage: Stage = {
  id: 'audit',
  title: 'Dependencies',
  async run({ root, env }) {
    const exceptions = readExceptions(EXCEPTIONS);
    const today = new Date().toISOString().slice(0, 10);
    const packages = productionPackages(root);
    const checks: string[][] = [licenceProblems(packages, exceptions)];
    if (checks[0].length === 0) {
      console.log(
        `The licences of ${packages.length} packages that are needed to run are allowed.`,
      );
    }
    const registry = await registryOf(root, env);
    const advisoriesThere = await askForAdvisories(registry);
    let skipped = 0;
    if (advisoriesThere.state !== 'offers') {
      const { state, why } = advisoriesThere;
      const problems = expired(exceptions.advisories, today);
      if (state === 'failing' && areServicesRequired(env)) {
        problems.push(
          `Weaknesses could not be looked up: ${registry} fails (${why}). Nothing is known to be wrong; run this again.`,
        );
      } else {
        console.log(
          `Weaknesses were not looked up: ${registry} offers no advisories (${why}). Run this where the registry does.`,
        );
      }
      if (problems.length > 0) {
        checks.push(problems);
      } else {
        skipped = 1;
      }
    } else {
      const { exitCode, output } = await yarn(
        ['npm', 'audit', '--all', '--recursive', '--no-deprecations', '--json'],
        root,
        env,
      );
      const advisories = parseAdvisories(output);
      if (exitCode !== 0 && !output.trimStart().startsWith('{')) {
        throw new Error(`yarn npm audit ended with ${exitCode}`);
      }
      checks.push(advisoryProblems(advisories, exceptions.advisories, today));
      console.log(
        `${registry} knows ${advisories.length} weaknesses of what is installed; ${exceptions.advisories.length} are excepted.`,
      );
    }
    checks.flat().forEach(problem => console.error(problem));
    const failed = checks.filter(problems => problems.length > 0).length;
    return { passed: checks.length - failed, failed, skipped };
  },
};

async function registryOf(
  root: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const { output } = await yarn(
    ['config', 'get', 'npmRegistryServer'],
    root,
    env,
  );
  return output.trim().replace(/\/+$/, '');
}

async function yarn(
  args: readonly string[],
  root: string,
  env: NodeJS.ProcessEnv,
): Promise<{ exitCode: number | null; output: string }> {
  const child = spawn(process.execPath, [yarnPath(root), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', chunk => chunks.push(chunk));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { exitCode, output: Buffer.concat(chunks).toString('utf8') };
}
