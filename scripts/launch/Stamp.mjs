import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Remembers from which inputs something was made, so that making it again can
 * be left out. A stamp is put down only when the work is whole.
 */
export class Stamp {
  /** @param {string} path */
  constructor(path) {
    this.path = path;
  }

  /** @param {string} digest */
  matches(digest) {
    return (
      existsSync(this.path) && readFileSync(this.path, 'utf8').trim() === digest
    );
  }

  /** Before the work begins: what is there now is not what was stamped. */
  remove() {
    rmSync(this.path, { force: true });
  }

  /** @param {string} digest */
  write(digest) {
    mkdirSync(dirname(this.path), { recursive: true });
    // Renamed into place, a stamp is never seen half written.
    writeFileSync(`${this.path}.new`, `${digest}\n`);
    renameSync(`${this.path}.new`, this.path);
  }
}

/**
 * One digest over words, and over files with their paths. A folder stands for
 * all that is in it, a path that is not there for nothing.
 *
 * @param {string} root
 * @param {{ words?: string[], paths: string[] }} inputs Paths relative to root.
 */
export function digestOf(root, { words = [], paths }) {
  const hash = createHash('sha256');
  for (const word of words) {
    hash.update(`word ${word}\0`);
  }
  for (const path of paths.flatMap(each => filesUnder(root, each)).sort()) {
    const content = readFileSync(join(root, path));
    hash.update(`file ${path} ${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(root, path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) {
    return [];
  }
  if (!statSync(absolute).isDirectory()) {
    return [path];
  }
  return readdirSync(absolute).flatMap(name =>
    filesUnder(root, join(path, name)),
  );
}
