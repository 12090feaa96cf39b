import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { Audit } from './Audit';

const REQUEST = {} as Parameters<Audit['around']>[0];

function start() {
  const auditor = mockServices.auditor.mock();
  const told: string[] = [];
  auditor.createEvent.mockImplementation(
    async ({ eventId, meta, severityLevel }) => {
      const name = [eventId, severityLevel, ...Object.values(meta ?? {})];
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
  const look = (key: string, fn: () => Promise<unknown> = async () => {}) =>
    audit.aroundRead(REQUEST, { key }, key, fn).catch(() => {});
  return { audit, look, told };
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

  it('tells the first of many alike looks, and each that was refused', async () => {
    const { look, told } = start();
    await look('sam acme');
    await look('sam acme');
    await look('sam acme', refuse);
    await look('sam acme', refuse);
    await look('sam beta');
    expect(told).toEqual([
      'customer-read medium sam acme succeeded',
      'customer-read medium sam acme failed',
      'customer-read medium sam acme failed',
      'customer-read medium sam beta succeeded',
    ]);
  });

  it('tells of the look that is allowed after one that was refused', async () => {
    const { look, told } = start();
    await look('sam acme', refuse);
    await look('sam acme');
    await look('sam acme');
    expect(told).toEqual([
      'customer-read medium sam acme failed',
      'customer-read medium sam acme succeeded',
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
