import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAM = join(__dirname, '../../../../sandbox/src/main.ts');

/** The vendors, in a process of their own on ports that are free. */
export async function startSandbox() {
  const data = await mkdtemp(join(tmpdir(), 'customer-360-backend-'));
  const child = spawn(
    process.execPath,
    [PROGRAM, '--data', data, '--port', '0', '--customers', '5'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise(done => child.once('exit', done));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  const urls: Record<string, string> = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, url] = /^(\w+)\s+(http\S+)$/.exec(line) ?? [];
    if (url) {
      urls[name] = url;
    }
    if (urls.control && urls.hubspot) {
      return { control: urls.control, hubspot: urls.hubspot, stop };
    }
  }
  await stop();
  throw new Error('The sandbox did not start');
}
