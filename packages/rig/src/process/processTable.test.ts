import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { childrenOf, stateOf } from './processTable.ts';

describe('processTable', () => {
  it('should not list a child that has ended', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(Date, 1000)']);
    await once(child, 'spawn');
    const pid = child.pid!;
    expect(childrenOf(process.pid)).toContain(pid);
    expect(stateOf(pid)).toMatch(/[RSD]/);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(childrenOf(process.pid)).not.toContain(pid);
    expect(stateOf(pid)).toBeUndefined();
  });
});
