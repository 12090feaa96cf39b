import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import type { Look } from '../ledger/LedgerStore';
import { Audit } from './Audit';
import { requestIdOf } from './requestId';

const REQUEST = { headers: {} } as Parameters<Audit['around']>[0];

function start() {
  const auditor = mockServices.auditor.mock();
  const told: string[] = [];
  auditor.createEvent.mockImplementation(
    async ({ eventId, meta, severityLevel }) => {
      const { requestId, ...rest } = meta ?? {};
      expect(requestId).toBe(requestIdOf(REQUEST));
      const name = [eventId, severityLevel, ...Object.values(rest)];
      return {
        success: async () => {
          told.push([...name, 'succeeded'].join(' '));
        },
        fail: async () => {
          told.push([...name, 'failed'].join(' '));
        },
      };
    },
  );
  const audit = new Audit({ auditor, logger: mockServices.logger.mock() });
  const renew = (
    key: string,
    fn: () => Promise<unknown> = async () => {},
    look: Look = 'refreshed',
  ) => audit.aroundRead(REQUEST, { key }, look, key, fn).catch(() => {});
  return { audit, renew, told };
}

const refuse = () => Promise.reject(new NotFoundError('no'));

describe('Audit', () => {
  it('tells how something ended, at a severity that is logged', async () => {
    const { audit, told } = start();
    await audit.around(REQUEST, 'ledger-read', {}, async () => {});
    await expect(
      audit.around(REQUEST, 'ledger-read', {}, refuse),
    ).rejects.toThrow('no');
    expect(told).toEqual([
      'ledger-read medium succeeded',
      'ledger-read medium failed',
    ]);
  });

  it('tells each look that somebody opened', async () => {
    const { audit, told } = start();
    for (let at = 0; at < 3; at++) {
      await audit.aroundRead(REQUEST, {}, 'opened', 'sam acme', async () => {});
    }
    expect(told).toEqual(
      Array.from({ length: 3 }, () => 'customer-read medium opened succeeded'),
    );
  });

  it('tells the first of many times that a page renews itself, and each that was refused', async () => {
    const { renew, told } = start();
    await renew('sam acme');
    await renew('sam acme');
    await renew('sam acme', refuse);
    await renew('sam acme', refuse);
    await renew('sam beta');
    expect(told).toEqual([
      'customer-read medium sam acme refreshed succeeded',
      'customer-read medium sam acme refreshed failed',
      'customer-read medium sam acme refreshed failed',
      'customer-read medium sam beta refreshed succeeded',
    ]);
  });

  it('tells of the look that is allowed after one that was refused', async () => {
    const { renew, told } = start();
    await renew('sam acme', refuse);
    await renew('sam acme');
    await renew('sam acme');
    expect(told).toEqual([
      'customer-read medium sam acme refreshed failed',
      'customer-read medium sam acme refreshed succeeded',
    ]);
  });

  it('does not hold up an answer for a sink that does not write', async () => {
    const auditor = mockServices.auditor.mock();
    auditor.createEvent.mockResolvedValue({
      success: () => Promise.reject(new Error('full')),
      fail: () => Promise.reject(new Error('full')),
    });
    const logger = mockServices.logger.mock();
    const audit = new Audit({ auditor, logger });
    expect(
      await audit.around(REQUEST, 'customer-read', {}, async () => 'given'),
    ).toBe('given');
    await new Promise(resolve => setImmediate(resolve));
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
