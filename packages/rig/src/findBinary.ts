import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The folders that the shell looks into. */
export function searchPath(): string[] {
  return (process.env.PATH ?? '').split(delimiter).filter(Boolean);
}

/** The first of the names that is an executable file in one of the folders. */
export function findBinary(
  names: readonly string[],
  folders: readonly string[] = searchPath(),
): string | undefined {
  return names
    .flatMap(name => folders.map(folder => join(folder, name)))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
