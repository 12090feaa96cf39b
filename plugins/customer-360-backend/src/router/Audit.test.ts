import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
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
  const look = (fn: () => Promise<unknown>) =>
    audit.aroundRead(REQUEST, { look: 'refreshed' }, fn).catch(() => {});
  return { audit, look, told };
}

const allow = async () => {};
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

  it('tells each look at a customer, however alike, and each that was refused', async () => {
    const { look, told } = start();
    for (const fn of [allow, allow, refuse, refuse, allow]) {
      await look(fn);
    }
    expect(told).toEqual([
      'customer-read medium refreshed succeeded',
      'customer-read medium refreshed succeeded',
      'customer-read medium refreshed failed',
      'customer-read medium refreshed failed',
      'customer-read medium refreshed succeeded',
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
