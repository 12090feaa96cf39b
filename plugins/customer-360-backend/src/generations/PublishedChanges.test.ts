import { mockServices } from '@backstage/backend-test-utils';
import { PublishedChanges } from './PublishedChanges';

const acme = { customerRef: 'customer:default/acme', source: 'desk' };

function start() {
  const held: Array<() => void> = [];
  const published: unknown[] = [];
  const logger = mockServices.logger.mock();
  const state = { fails: false };
  const changes = new PublishedChanges({
    logger,
    events: {
      publish: async params => {
        if (state.fails) {
          throw new Error('the bus is down');
        }
        published.push(params.eventPayload);
        await new Promise<void>(resolve => held.push(resolve));
      },
      subscribe: async () => {},
    },
  });
  const turn = () => new Promise(resolve => setImmediate(resolve));
  return { changes, held, logger, published, state, turn };
}

describe('PublishedChanges', () => {
  it('publishes one after another, and together what comes meanwhile', async () => {
    const { changes, held, published, turn } = start();
    changes.onChanged({ ...acme, facets: ['tickets'] });
    await turn();
    changes.onChanged({ ...acme, facets: ['tickets'] });
    changes.onChanged({ ...acme, facets: ['satisfaction'] });
    changes.onChanged({ ...acme, source: 'billing', facets: ['invoices'] });
    changes.onChanged({ ...acme, source: 'billing' });
    await turn();
    expect(published).toEqual([{ ...acme, facets: ['tickets'] }]);
    held[0]();
    await turn();
    held[1]();
    await turn();
    held[2]();
    await turn();
    expect(published.slice(1)).toEqual([
      { ...acme, facets: ['satisfaction', 'tickets'] },
      { ...acme, source: 'billing' },
    ]);
    changes.onChanged(acme);
    await turn();
    expect(published).toHaveLength(4);
  });

  it('goes on where the events service fails, without a word of the customer', async () => {
    const { changes, logger, published, state, turn } = start();
    state.fails = true;
    changes.onChanged(acme);
    await turn();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('acme');
    state.fails = false;
    changes.onChanged(acme);
    await turn();
    expect(published).toEqual([acme]);
  });
});
