import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The Yarn that is checked in, as `.yarnrc.yml` names it.
 *
 * @param {string} root
 */
export function yarnPath(root) {
  const settings = readFileSync(join(root, '.yarnrc.yml'), 'utf8');
  const path = /^yarnPath:\s*(\S+)\s*$/m.exec(settings)?.[1];
  if (path === undefined) {
    throw new Error('.yarnrc.yml names no yarnPath.');
  }
  return join(root, path);
}
