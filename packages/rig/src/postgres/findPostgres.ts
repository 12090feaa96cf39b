import { readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findBinary, searchPath } from '../findBinary.ts';

/** Where Debian keeps them, which puts none of them into the search path. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder that holds both `initdb` and `postgres`; the newest of Debian's. */
export function findPostgres(
  folders: readonly string[] = [...searchPath(), ...debianFolders()],
): string | undefined {
  return folders
    .map(folder => findBinary(['initdb'], [folder]))
    .filter(path => path !== undefined)
    .map(path => dirname(realpathSync(path)))
    .find(folder => findBinary(['postgres'], [folder]));
}

function debianFolders(): string[] {
  try {
    return readdirSync(DEBIAN)
      .sort((one, other) => Number(other) - Number(one))
      .map(version => join(DEBIAN, version, 'bin'));
  } catch {
    return [];
  }
}
