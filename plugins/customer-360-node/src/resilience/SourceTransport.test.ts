import { SourceTransport } from './SourceTransport';

const createContext = (transport: SourceTransport) =>
  transport.context({
    signal: AbortSignal.timeout(1_000),
    now: () => new Date(),
  });

describe('SourceTransport', () => {
  it('shares a read within a view, its failure too, and nothing between views', async () => {
    const transport = new SourceTransport({ id: 'test' });
    const context = createContext(transport);
    const read = jest.fn(async () => 1);
    expect(
      await Promise.all([context.once('a', read), context.once('a', read)]),
    ).toEqual([1, 1]);
    expect(read).toHaveBeenCalledTimes(1);

    const fail = jest.fn(async () => {
      throw new Error('no');
    });
    await expect(context.once('b', fail)).rejects.toThrow('no');
    await expect(context.once('b', fail)).rejects.toThrow('no');
    expect(fail).toHaveBeenCalledTimes(1);

    await createContext(transport).once('a', read);
    expect(read).toHaveBeenCalledTimes(2);
    await transport.close();
  });

  it('gives other transports the deadline', async () => {
    const transport = new SourceTransport({ id: 'test' });
    const abort = new AbortController();
    const context = transport.context({
      signal: abort.signal,
      now: () => new Date(),
    });
    const work = context.call('query', () => new Promise(() => undefined));
    abort.abort();
    await expect(work).rejects.toMatchObject({ reason: 'timeout' });
    await transport.close();
  });

  it.each([
    [{ origins: ['ftp://example.com'] }, 'no http or https origin'],
    [{ transport: { maxAttempts: 0 } }, 'transport.maxAttempts'],
  ])('refuses %j', (source, message) => {
    expect(() => new SourceTransport({ id: 'test', ...source })).toThrow(
      message,
    );
  });
});
