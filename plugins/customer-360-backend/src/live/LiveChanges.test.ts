import { mockServices } from '@backstage/backend-test-utils';
import { until } from '../__testUtils__/until';
import { LiveChanges } from './LiveChanges';
import type { Looker } from './Lookers';

const acme = 'customer:default/acme';
const looker = (userRef: string, ...facets: string[]): Looker => ({
  userRef,
  facets: new Set(facets),
});

function start(people: Record<string, Looker[]>) {
  const published: Array<{ to: string[]; of: string; channel: string }> = [];
  const asked: string[][] = [];
  const state = { fails: false };
  const logger = mockServices.logger.mock();
  const live = new LiveChanges({
    logger,
    signals: {
      publish: async signal => {
        published.push({
          to:
            signal.recipients.type === 'user'
              ? [signal.recipients.entityRef].flat()
              : ['everybody'],
          of: String(signal.message.customerRef),
          channel: signal.channel,
        });
      },
    },
    lookers: {
      at: async refs => {
        asked.push([...refs]);
        if (state.fails) {
          throw new Error(`relation of ${acme} is gone`);
        }
        return new Map(
          refs.flatMap(ref => (people[ref] ? [[ref, people[ref]]] : [])),
        );
      },
    },
    filledBy: source => (source === 'desk' ? ['tickets', 'feedback'] : []),
  });
  return { asked, live, logger, published, state };
}

describe('LiveChanges', () => {
  it('tells those who see what changed, and nobody else', async () => {
    const { live, published } = start({
      [acme]: [
        looker('user:default/sam', 'tickets'),
        looker('user:default/fiona', 'invoices'),
        looker('user:default/erin', 'feedback', 'activity'),
      ],
    });
    live.onChanged({ customerRef: acme, source: 'desk', facets: ['tickets'] });
    await until(() => published.length === 1);
    expect(published).toEqual([
      {
        to: ['user:default/sam'],
        of: acme,
        channel: 'customer-360:changes',
      },
    ]);
    await live.stop();
  });

  it('takes a change of a whole source for one of all that it fills', async () => {
    const { live, published } = start({
      [acme]: [looker('user:default/erin', 'feedback')],
    });
    live.onChanged({ customerRef: acme, source: 'billing' });
    live.onChanged({ customerRef: acme, source: 'desk' });
    await until(() => published.length === 1);
    expect(published[0].to).toEqual(['user:default/erin']);
    await live.stop();
  });

  it('tells of many changes of one customer together, and of later ones a second later', async () => {
    const { asked, live, published } = start({
      [acme]: [looker('user:default/sam', 'tickets')],
    });
    const change = () =>
      live.onChanged({
        customerRef: acme,
        source: 'desk',
        facets: ['tickets'],
      });
    const begun = performance.now();
    for (let i = 0; i < 1_000; i++) {
      change();
    }
    await until(() => published.length === 1);
    change();
    await until(() => published.length === 2);
    expect(performance.now() - begun).toBeGreaterThan(1_000);
    expect(asked).toEqual([[acme], [acme]]);
    await live.stop();
  });

  it('asks for many customers in pages', async () => {
    const refs = Array.from({ length: 450 }, (_, i) => `customer:default/${i}`);
    const { asked, live, published } = start(
      Object.fromEntries(
        refs.map(ref => [ref, [looker('user:default/sam', 'tickets')]]),
      ),
    );
    refs.forEach(customerRef =>
      live.onChanged({ customerRef, source: 'desk' }),
    );
    await until(() => published.length === 450);
    expect(asked.map(each => each.length)).toEqual([200, 200, 50]);
    await live.stop();
  });

  it('goes on where nobody can be asked who looks, without a word of the customer', async () => {
    const { live, logger, published, state } = start({
      'customer:default/b': [looker('user:default/sam', 'tickets')],
    });
    state.fails = true;
    live.onChanged({ customerRef: acme, source: 'desk' });
    await until(() => logger.warn.mock.calls.length === 1);
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('acme');
    state.fails = false;
    live.onChanged({ customerRef: 'customer:default/b', source: 'desk' });
    await until(() => published.length === 1);
    await live.stop();
  });
});
