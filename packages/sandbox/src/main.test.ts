import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(__dirname, 'main.ts');

function run(flags: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { out: '', err: '' };
  child.stdout.on('data', chunk => {
    output.out += chunk;
  });
  child.stderr.on('data', chunk => {
    output.err += chunk;
  });
  const ended = new Promise<number | null>(resolve => {
    child.once('exit', code => resolve(code));
  });
  return { child, output, ended };
}

describe('main', () => {
  it('prints an endpoint a line and ends in order on SIGTERM, even with an answer owed', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const { child, output, ended } = run([
      '--port',
      '0',
      '--customers',
      '3',
      '--data',
      dataDir,
    ]);
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', () => {
        if (output.out.includes('catalog file')) resolve();
      });
      child.once('exit', () => reject(new Error(output.err)));
    });
    const url = (name: string) =>
      new RegExp(`^${name}\\s+(http://127\\.0\\.0\\.1:\\d+)$`, 'm').exec(
        output.out,
      )?.[1] ?? '';
    for (const name of ['stripe', 'hubspot', 'zendesk']) {
      expect(url(name)).not.toBe('');
    }
    await fetch(`${url('control')}/faults`, {
      method: 'POST',
      body: JSON.stringify({ vendor: 'hubspot', fault: 'hang' }),
    });
    const owed = fetch(url('hubspot')).catch(() => 'ended');

    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(await owed).toBe('ended');
    rmSync(dataDir, { recursive: true, force: true });
  });

  it.each([
    [['--port', 'x'], '--port takes a whole number from 0 to 65532.'],
    [['--today', 'soon'], '--today takes a day as YYYY-MM-DD.'],
    [
      ['--webhooks', 'https://elsewhere.example'],
      '--webhooks takes a URL on this machine.',
    ],
    [['--colour', 'red'], "Unknown option '--colour'"],
  ])('refuses %j in one sentence', async (flags, sentence) => {
    const { output, ended } = run(flags);

    expect(await ended).toBe(1);
    expect(output.err).toContain(sentence);
    expect(output.err.trim().split('\n')).toHaveLength(1);
  });
});
