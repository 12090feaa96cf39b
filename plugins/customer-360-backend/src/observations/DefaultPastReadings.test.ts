import { mockServices } from '@backstage/backend-test-utils';
import { DefaultPastReadings } from './DefaultPastReadings';
import type { Observation } from './ObservationStore';

const acme = 'customer:default/acme';
const NOW = Date.parse('2026-11-26T12:00:00.000Z');

function start(milestones: () => Promise<Observation[]>) {
  const logger = mockServices.logger.mock();
  const store = { milestones: jest.fn(milestones) };
  return { logger, store, past: new DefaultPastReadings({ store, logger }) };
}

describe('DefaultPastReadings', () => {
  it('asks up to the end of the days of both windows, and only for what is observed', async () => {
    const { past, store } = start(async () => []);
    await past.of(acme, ['notes', 'tickets', 'unknown'], NOW);
    expect(store.milestones).toHaveBeenCalledWith(acme, {
      facets: ['tickets'],
      upTo: ['2026-10-27T23:59:59.999Z', '2026-08-28T23:59:59.999Z'],
    });
  });

  it('asks nobody where nothing may be seen', async () => {
    const { past, store } = start(async () => []);
    expect(await past.of(acme, ['notes'], NOW)).toMatchObject({ known: true });
    expect(store.milestones).not.toHaveBeenCalled();
  });

  it('lets a page be shown when it cannot be read, and says so without the customer', async () => {
    const { logger, past } = start(async () => {
      throw new Error('db down for acme');
    });
    expect(await past.of(acme, ['tickets'], NOW)).toEqual({
      readings: [],
      version: 'unknown',
      known: false,
    });
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('acme');
  });
});
