import { mockServices } from '@backstage/backend-test-utils';
import type { CustomerSource } from '@customer-360/backstage-plugin-customer-360-node';
import { PublishedAccountNews } from './PublishedAccountNews';

function start() {
  const events = mockServices.events.mock();
  const logger = mockServices.logger.mock();
  const lists = { customers: {} } as CustomerSource;
  const news = new PublishedAccountNews({
    events,
    logger,
    sources: {
      get: (id: string) => ({ crm: lists, desk: {} as CustomerSource }[id]),
    } as never,
  });
  return { events, logger, news };
}

describe('PublishedAccountNews', () => {
  it('tells of accounts of a source that lists customers, each once and 500 at a time', async () => {
    const { events, news } = start();
    const ids = Array.from({ length: 501 }, (_, at) => String(at));
    await news.tell('crm', [...ids, '0', 'no account', 'a,b']);
    expect(
      events.publish.mock.calls.map(([{ topic, eventPayload }]) => [
        topic,
        eventPayload,
      ]),
    ).toEqual([
      [
        'customer-360.customer-listed',
        { source: 'crm', ids: ids.slice(0, 500) },
      ],
      ['customer-360.customer-listed', { source: 'crm', ids: ['500'] }],
    ]);
  });

  it('tells nothing of one that does not', async () => {
    const { events, news } = start();
    await news.tell('desk', ['1']);
    await news.tell('other', ['1']);
    expect(events.publish).not.toHaveBeenCalled();
  });

  it('holds up nothing where nobody can be told, and names no account in the log', async () => {
    const { events, logger, news } = start();
    events.publish.mockRejectedValue(new Error('account 4711'));
    await news.tell('crm', ['4711']);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('4711');
  });
});
