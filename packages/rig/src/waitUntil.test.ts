import { waitUntil } from './waitUntil.ts';

describe('waitUntil', () => {
  it('should ask until there is something, and give it', async () => {
    let asked = 0;
    const value = await waitUntil(
      async () => {
        asked += 1;
        return asked === 3 && 'there';
      },
      { everyMs: 1 },
    );
    expect([value, asked]).toEqual(['there', 3]);
  });

  it('should ask a condition again that throws, and tell its last error', async () => {
    let asked = 0;
    await waitUntil(
      () => {
        asked += 1;
        if (asked < 3) throw new Error('not yet');
        return true;
      },
      { everyMs: 1 },
    );
    const failure = waitUntil(
      () => {
        throw new Error('never');
      },
      { timeoutMs: 50, everyMs: 1 },
    );
    await expect(failure).rejects.toMatchObject({
      message: expect.stringContaining('Not so within 50 ms'),
      cause: new Error('never'),
    });
  });

  it('should not wait longer for a condition that never answers', async () => {
    await expect(
      waitUntil(() => new Promise(() => {}), { timeoutMs: 50 }),
    ).rejects.toThrow('Not so within 50 ms');
  });
});
