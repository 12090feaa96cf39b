import tls from 'node:tls';
import { createCertificate } from '../__testUtils__/createCertificate';
import {
  FaultBench,
  get,
  outcomeOf,
  PATIENCE_MS,
} from '../__testUtils__/FaultBench';
import { JSON_TYPE, type FaultHandler } from '../__testUtils__/FaultServer';

const DAY_MS = 86_400_000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);

const healthy: FaultHandler = (_request, response) =>
  response.writeHead(200, JSON_TYPE).end('{"ok":true}');

describe('a connection that breaks', () => {
  const bench = new FaultBench();

  afterEach(() => bench.close());

  const read = (base: string) =>
    outcomeOf(get(bench.transport({ base }), base));

  it('is network where it is refused', async () => {
    const { server, base } = await bench.server(healthy);
    await server.stop();
    expect(await read(base)).toBe('network');
  });

  it.each<[string, FaultHandler]>([
    ['before the answer', request => request.socket.resetAndDestroy()],
    [
      'in the middle of the headers',
      request =>
        request.socket.write('HTTP/1.1 200 OK\r\ncontent-', () =>
          request.socket.resetAndDestroy(),
        ),
    ],
    [
      'in the middle of the body',
      (request, response) => {
        response.writeHead(200, { ...JSON_TYPE, 'content-length': 100 });
        response.write('{"a":', () => request.socket.resetAndDestroy());
      },
    ],
    [
      'in the middle of a chunk',
      request =>
        request.socket.end(
          'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n40\r\n{"a":',
        ),
    ],
    [
      'with something that is no HTTP',
      request => request.socket.end('vendor-secret, but no HTTP\r\n\r\n'),
    ],
  ])('is network where it ends %s', async (_name, handler) => {
    const { base } = await bench.server(handler);
    expect(await read(base)).toBe('network');
  });

  it(
    'is network where the name is unknown',
    async () => {
      // Longer than a label may be: known to be wrong without asking anybody.
      expect(await read(`http://${'a'.repeat(64)}.invalid`)).toBe('network');
    },
    PATIENCE_MS,
  );

  describe('by its certificate', () => {
    const trusted = tls.getCACertificates('default');

    afterEach(() => tls.setDefaultCACertificates(trusted));

    it('is network where nobody vouches for it', async () => {
      const { server, base } = await bench.server(
        healthy,
        createCertificate({ from: daysFromNow(-1), to: daysFromNow(1) }),
      );
      expect(await read(base)).toBe('network');
      expect(server.requests).toBe(0);
    });

    it('is network where it has expired, and fine the day before', async () => {
      const outcomes: string[] = [];
      for (const to of [daysFromNow(1), daysFromNow(-1)]) {
        const certificate = createCertificate({ from: daysFromNow(-9), to });
        tls.setDefaultCACertificates([certificate.cert]);
        const { base } = await bench.server(healthy, certificate);
        outcomes.push(await read(base));
      }
      expect(outcomes).toEqual(['ok', 'network']);
    });

    it('is known how long it is good, of several servers the first', async () => {
      // A certificate has no fractions of a second.
      const [thirty, nine] = [30, 9].map(
        days =>
          new Date(Math.floor(daysFromNow(days).getTime() / 1_000) * 1_000),
      );
      const certificates = [thirty, nine].map(to =>
        createCertificate({ from: daysFromNow(-1), to }),
      );
      const [later, sooner] = await Promise.all(
        certificates.map(certificate => bench.server(healthy, certificate)),
      );
      const transport = bench.transport({
        base: later.base,
        origins: [later.base, sooner.base],
      });
      expect(transport.status().certificateUntil).toBeUndefined();
      // One at a time: they have the same name, and who vouches is found by it.
      tls.setDefaultCACertificates([certificates[0].cert]);
      await get(transport, later.base);
      expect(transport.status().certificateUntil).toEqual(thirty);
      tls.setDefaultCACertificates([certificates[1].cert]);
      await get(transport, sooner.base);
      expect(transport.status().certificateUntil).toEqual(nine);
    });

    it('has no end where there is none', async () => {
      const { base } = await bench.server(healthy);
      const transport = bench.transport({ base });
      await get(transport, base);
      expect(transport.status().certificateUntil).toBeUndefined();
    });
  });
});
