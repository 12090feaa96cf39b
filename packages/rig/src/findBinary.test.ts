import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findBinary } from './findBinary.ts';

describe('findBinary', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rig-binary-'));
  const path = process.env.PATH;

  afterEach(() => {
    process.env.PATH = path;
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('should find the first name that is an executable file', () => {
    mkdirSync(join(folder, 'a-folder'));
    writeFileSync(join(folder, 'text'), '');
    writeFileSync(join(folder, 'program'), '');
    chmodSync(join(folder, 'program'), 0o755);
    const names = ['none', 'a-folder', 'text', 'program'];
    expect(findBinary(names, ['/no/such/folder', folder])).toBe(
      join(folder, 'program'),
    );
    process.env.PATH = ['/no/such/folder', folder].join(delimiter);
    expect(findBinary(names)).toBe(join(folder, 'program'));
    expect(findBinary(['none', 'a-folder', 'text'])).toBeUndefined();
  });
});
