import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const noise = /^\s+at |^Node\.js v\d|lines matching cause stack trace/;

/** The output of one step or child, kept under the data folder. */
export class LogFile {
  /**
   * @param {object} options
   * @param {string} options.path Absolute.
   * @param {string} options.name As a person is shown it.
   */
  constructor({ path, name }) {
    this.path = path;
    this.name = name;
  }

  /** Starts the file anew and returns its descriptor, to give to a child. */
  open() {
    mkdirSync(dirname(this.path), { recursive: true });
    return openSync(this.path, 'w');
  }

  /**
   * The last lines that tell a person something, oldest first: no stack frames,
   * no brackets alone, no colours.
   */
  lastLines(count = 12) {
    if (!existsSync(this.path)) {
      return [];
    }
    return stripVTControlCharacters(readFileSync(this.path, 'utf8'))
      .split('\n')
      .map(line => line.trimEnd())
      .filter(line => /\w/.test(line) && !noise.test(line))
      .slice(-count);
  }
}
