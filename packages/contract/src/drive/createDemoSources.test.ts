import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemoSources } from './createDemoSources';

describe('createDemoSources', () => {
  it('should give the demo sources, at the addresses they are given', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'customer-360-contract-'));
    const sources = await createDemoSources({
      vendors: {
        stripe: 'http://127.0.0.1:7601',
        hubspot: 'http://127.0.0.1:7602',
        zendesk: 'http://127.0.0.1:7603',
      },
      dataDir,
    });
    expect(
      sources.map(({ id, origins }) => [id, origins?.join() ?? 'SQL']),
    ).toEqual([
      ['stripe', 'http://127.0.0.1:7601'],
      ['hubspot', 'http://127.0.0.1:7602'],
      ['zendesk', 'http://127.0.0.1:7603'],
      ['product-db', 'SQL'],
    ]);
    for (const source of sources) {
      await source.close?.();
    }
    await rm(dataDir, { recursive: true });
  });
});
