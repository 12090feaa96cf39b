import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const WIRING = ['plugin.tsx', 'alpha/', '__testUtils__/'];

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : [path];
  });
}

describe('components that run in both frontend systems', () => {
  it('import neither the new system nor anything alpha', () => {
    const wrong = sources(__dirname)
      .map(path => relative(__dirname, path))
      .filter(
        path =>
          !path.includes('.test.') &&
          !WIRING.some(allowed => path.startsWith(allowed)),
      )
      .filter(path =>
        /from '(@backstage\/frontend-plugin-api|@backstage\/[^']+\/alpha)'/.test(
          readFileSync(join(__dirname, path), 'utf8'),
        ),
      );
    expect(wrong).toEqual([]);
  });
});
