import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { close, listen } from './listen.ts';
import { startSandbox } from './startSandbox.ts';

function isOpen(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise(done => {
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

describe('startSandbox', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  });

  afterEach(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('serves every vendor of one world and leaves nothing listening', async () => {
    const sandbox = await startSandbox({
      customers: 20,
      today: '2026-11-23',
      port: 0,
      dataDir,
    });
    try {
      const health = await fetch(`${sandbox.control}/health`);
      expect(await health.json()).toMatchObject({
        status: 'ok',
        world: { seed: 42, size: 20, today: '2026-11-23T00:00:00.000Z' },
        vendors: { stripe: 'running', hubspot: 'running', zendesk: 'running' },
      });
      const clock = await fetch(`${sandbox.control}/clock`);
      expect((await clock.json()).now).toMatch(/^2026-11-2[34]T/);

      const company = await fetch(
        `${sandbox.hubspot}/crm/objects/2026-09/companies?limit=1&properties=stripe_customer_id`,
        { headers: { authorization: 'Bearer pat-sandbox' } },
      );
      const [{ properties }] = (await company.json()).results;
      const customer = await fetch(
        `${sandbox.stripe}/v1/customers/${properties.stripe_customer_id}`,
        { headers: { authorization: 'Bearer rk_test_sandbox' } },
      );
      expect(await customer.json()).toMatchObject({
        object: 'customer',
        id: properties.stripe_customer_id,
      });
      expect(readFileSync(sandbox.catalogFile, 'utf8')).toContain(
        'kind: Customer',
      );
      expect(existsSync(join(dataDir, 'product.sqlite'))).toBe(true);
    } finally {
      await sandbox.stop();
    }
    expect(await isOpen(sandbox.control)).toBe(false);
    expect(await isOpen(sandbox.zendesk)).toBe(false);
  });

  it('names the port that is taken and what to do', async () => {
    const other = createServer();
    const port = await listen(other, 'another program', 0);
    try {
      await expect(
        startSandbox({ customers: 1, port, dataDir }),
      ).rejects.toThrow(
        `Port ${port} for the control API is taken: stop what listens there, or choose another with --port.`,
      );
    } finally {
      await close(other);
    }
  });
});
