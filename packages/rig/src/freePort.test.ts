import { freePort } from './freePort.ts';

describe('freePort', () => {
  it('should never give a port twice', async () => {
    // The system gives some of so many twice.
    const ports = new Set<number>();
    for (let n = 0; n < 3000; n += 1) {
      ports.add(await freePort());
    }
    expect(ports.size).toBe(3000);
  });
});
