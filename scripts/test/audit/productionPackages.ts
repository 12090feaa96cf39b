import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { licenceOf } from './licences.ts';

/** @internal */
export interface ProductionPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
  readonly licenses?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * All that is installed because a plugin or the portal needs it to run, each
 * version once; our own packages are not among them. It reads what lies in
 * `node_modules` and asks nobody.
 *
 * @throws Error where nothing is installed.
 * @internal
 */
export function productionPackages(root: string): ProductionPackage[] {
  const found = new Map<string, Manifest>();
  const ours = new Set(shipped(root));
  const open = [...ours];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const folder = next;
    if (!found.has(folder)) {
      const manifest = manifestIn(folder);
      found.set(folder, manifest);
      open.push(
        ...Object.keys({
          ...manifest.dependencies,
          ...manifest.optionalDependencies,
        }).flatMap(name => folderOf(name, folder) ?? []),
      );
    }
  }
  if (found.size <= ours.size) {
    throw new Error('No dependencies are installed: run yarn install.');
  }
  const packages = new Map<string, ProductionPackage>();
  for (const [folder, manifest] of found) {
    const { name, version } = manifest;
    if (folder.includes('/node_modules/')) {
      packages.set(`${name}@${version}`, {
        name,
        version,
        licence: licenceOf(manifest),
      });
    }
  }
  return [...packages.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** What somebody runs: the plugins, and the portal made of them. */
function shipped(root: string): string[] {
  return [
    ...readdirSync(join(root, 'plugins')).map(name => join('plugins', name)),
    join('packages', 'app'),
    join('packages', 'backend'),
  ]
    .map(folder => join(root, folder))
    .filter(folder => existsSync(join(folder, 'package.json')))
    .map(folder => realpathSync(folder));
}

/** As Node finds it: the nearest one, upwards. Undefined for an optional one. */
function folderOf(name: string, from: string): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) {
      return realpathSync(folder);
    }
    if (at === dirname(at)) {
      return undefined;
    }
  }
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
