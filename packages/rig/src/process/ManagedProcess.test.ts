import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../freePort.ts';
import { waitUntil } from '../waitUntil.ts';
import { ManagedProcess } from './ManagedProcess.ts';
import { childrenOf, stateOf } from './processTable.ts';

const SOURCE = fileURLToPath(new URL('./ManagedProcess.ts', import.meta.url));

const started: ManagedProcess[] = [];

/** A node program given as text. */
async function program(
  code: string,
  options: Parameters<typeof ManagedProcess.start>[0] = {},
): Promise<ManagedProcess> {
  const child = await ManagedProcess.start({
    args: ['-e', code],
    readyLine: /^ready ?(.*)$/,
    ...options,
  });
  started.push(child);
  return child;
}

const TICKING = `
  console.log('ready');
  let tick = 0;
  setInterval(() => console.log('tick', ++tick), 20);
`;

/** Has a child that nothing but a kill ends. */
const FAMILY = `
  const { spawn } = require('node:child_process');
  const { pid } = spawn(process.execPath, ['-e', 'setInterval(Date, 1e3)']);
  process.kill(pid, 'SIGSTOP');
  console.log('ready', pid);
  setInterval(Date, 1000);
`;

const STUBBORN = `
  process.on('SIGTERM', () => console.log('no'));
  ${TICKING}
`;

afterEach(async () => {
  await Promise.all(started.splice(0).map(it => it.kill()));
});

describe('ManagedProcess', () => {
  it('should be ready with its ready line, and know what that holds', async () => {
    const child = await program(
      `setTimeout(() => console.log('ready ' + process.env.WORD), 50);
       setInterval(() => {}, 1000);`,
      { env: { WORD: 'steady' } },
    );
    expect(child.readyMatch?.[1]).toBe('steady');
    expect(child.running).toBe(true);
    expect(child.exitCode).toBeNull();
  });

  it('should be ready once its address answers', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    await program(
      `let asked = 0;
       require('node:http').createServer((_, answer) => {
         asked += 1;
         answer.statusCode = asked > 2 ? 200 : 503;
         answer.end(String(asked));
       }).listen(${port}, '127.0.0.1');`,
      { readyLine: undefined, readyUrl: url },
    );
    expect(await (await fetch(url)).text()).toBe('4');
  });

  it('should say what a process said that ended before it was ready', async () => {
    await expect(
      program(`console.error('no such thing'); process.exit(3);`),
    ).rejects.toThrow(/ended before it was ready, with 3:\nno such thing/);
  });

  it('should end a process that is not ready in time', async () => {
    const start = program('console.log(process.pid); setInterval(Date, 1e3)', {
      readyTimeoutMs: 500,
    });
    const error: Error = await start.then(
      () => new Error('started'),
      it => it,
    );
    expect(error.message).toMatch(/not ready within 500 ms/);
    const pid = Number(/\d+$/.exec(error.message)?.[0]);
    expect(pid).toBeGreaterThan(1);
    expect(stateOf(pid)).toBeUndefined();
  });

  it('should say when there is no such command', async () => {
    await expect(
      ManagedProcess.start({ command: '/no/such/command' }),
    ).rejects.toThrow(/ENOENT/);
  });

  it('should keep the last 200 lines of both outputs', async () => {
    const child = await program(
      `for (let n = 0; n < 300; n += 1) console.log('out', n);
       console.error('error'); console.log('ready'); setInterval(Date, 1e3);`,
    );
    await waitUntil(() => child.lines.includes('error'));
    expect(child.lines).toHaveLength(200);
    expect(child.lines).toContain('out 299');
    expect(child.lines).not.toContain('out 99');
  });

  it('should do nothing while it is frozen', async () => {
    const child = await program(TICKING);
    await waitUntil(() => child.lines.length > 3);
    child.freeze();
    await waitUntil(() => stateOf(child.pid) === 'T');
    // What it had said before may still be on its way.
    await new Promise(done => setTimeout(done, 100));
    const { length } = child.lines;
    await new Promise(done => setTimeout(done, 200));
    expect(child.lines).toHaveLength(length);
    child.thaw();
    await waitUntil(() => child.lines.length > length);
  });

  it('should end in order when it is asked to, even when it is frozen', async () => {
    const code = `process.on('SIGTERM', () => process.exit(7)); ${TICKING}`;
    const child = await program(code);
    child.freeze();
    await child.stop();
    expect([child.exitCode, child.running]).toEqual([7, false]);
    // A second time there is nothing to do.
    await child.stop();
    await child.kill();
  });

  it('should be killed when it does not end within the grace', async () => {
    const child = await program(STUBBORN, { graceMs: 300 });
    await child.stop();
    expect(child.lines).toContain('no');
    expect(child.signalCode).toBe('SIGKILL');
  });

  it.each<[string, string, (parent: ManagedProcess) => Promise<void>]>([
    ['it is killed', 'setInterval(Date, 1000)', it => it.kill()],
    ['it is told to', 'setInterval(Date, 1000)', it => it.kill('SIGTERM')],
    ['it has done its work', 'setTimeout(Date, 300)', it => it.exited()],
  ])(
    'should end with its parent, and what it started too, when %s',
    async (_, work, end) => {
      const folder = mkdtempSync(join(tmpdir(), 'rig-process-'));
      const parent = await program(
        `import('${SOURCE}').then(async ({ ManagedProcess }) => {
         const child = await ManagedProcess.start({
           args: ['-e', ${JSON.stringify(FAMILY)}],
           readyLine: /ready (\\d+)/,
           folder: '${folder}',
         });
         child.freeze();
         ${work};
         console.log('ready', child.pid, child.readyMatch[1]);
       });`,
      );
      const family = parent.readyMatch?.[1].split(' ').map(Number) ?? [];
      expect(family).toHaveLength(2);
      await end(parent);
      await waitUntil(() => !family.some(stateOf));
      await waitUntil(() => !existsSync(folder));
    },
  );

  it('should leave no guard behind', async () => {
    const before = childrenOf(process.pid);
    const child = await program(TICKING);
    const added = childrenOf(process.pid).filter(it => !before.includes(it));
    expect(added).toContain(child.pid);
    expect(added).toHaveLength(2);
    await child.stop();
    expect(child.running).toBe(false);
    await waitUntil(() => !added.some(stateOf));
  });
});
