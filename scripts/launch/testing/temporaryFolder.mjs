import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * A folder for one test, gone after it.
 *
 * @param {import('node:test').TestContext} test
 */
export function temporaryFolder(test) {
  const path = mkdtempSync(join(tmpdir(), 'customer-360-launch-'));
  test.after(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    /**
     * @param {string} name
     * @param {string} content
     */
    write(name, content) {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    /**
     * @param {string} name
     * @param {string} script
     */
    writeProgram(name, script) {
      const file = this.write(name, `#!/bin/sh\n${script}\n`);
      chmodSync(file, 0o755);
      return file;
    },
  };
}
