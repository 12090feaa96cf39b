import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The named file of the repository itself and of each of its packages, where
 * they have one; relative to the repository.
 *
 * @param {string} root
 * @param {string} name
 */
export function workspaceFiles(root, name) {
  const folders = ['packages', 'plugins']
    .filter(folder => existsSync(join(root, folder)))
    .flatMap(folder =>
      readdirSync(join(root, folder)).map(each => join(folder, each)),
    );
  return ['', ...folders]
    .map(folder => join(folder, name))
    .filter(path => existsSync(join(root, path)));
}
