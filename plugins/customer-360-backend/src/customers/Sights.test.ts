import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  CustomerAccess,
  ReadableCustomer,
} from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import { UnknownPolicyExplainer } from '../access/UnknownPolicyExplainer';
import type { LedgerEntry, LedgerStore } from '../ledger/LedgerStore';
import { Sights } from './Sights';

const reader = { userRef: 'user:default/sam' } as Reader;
const acme = { namespace: 'default', name: 'acme' };

const seen = (key: string) => ({ shape: { key } } as ReadableCustomer);

function start() {
  const world = {
    ms: 0,
    asked: 0,
    decision: async () => seen('full'),
    rows: [] as LedgerEntry[],
  };
  const sights = new Sights({
    access: {
      readCustomer: () => {
        world.asked += 1;
        return world.decision();
      },
    } as Partial<CustomerAccess> as CustomerAccess,
    explainer: new UnknownPolicyExplainer(),
    ledger: {
      append: async entries => {
        world.rows.push(...entries);
      },
    } as Partial<LedgerStore> as LedgerStore,
    elapsed: () => world.ms,
  });
  return { sights, world };
}

describe('Sights', () => {
  it('asks nobody about an answer that was quick', async () => {
    const { sights, world } = start();
    const sight = await sights.of(reader, 'view', acme);
    world.ms = 2_500;
    world.decision = () => Promise.reject(new Error('down'));
    await sight.confirm();
    expect(world.asked).toBe(1);
  });

  it('shows what took long by the rights of now', async () => {
    const { sights, world } = start();
    const sight = await sights.of(reader, 'stream', acme);
    world.ms = 2_501;
    await sight.confirm();
    await sight.confirm();
    expect(world.asked).toBe(2);
    world.ms = 5_002;
    await sight.confirm();
    expect(world.asked).toBe(3);
  });

  it('shows nothing where rights are others by now', async () => {
    const { sights, world } = start();
    const sight = await sights.of(reader, 'view', acme);
    world.ms = 4_000;
    world.decision = async () => seen('summary');
    await expect(sight.confirm()).rejects.toThrow(ServiceUnavailableError);
  });

  it('shows nothing of what is hidden by now, and writes it down', async () => {
    const { sights, world } = start();
    const sight = await sights.of(reader, 'facet', acme);
    world.ms = 4_000;
    world.decision = () => Promise.reject(new NotFoundError('none'));
    await expect(sight.confirm()).rejects.toThrow(NotFoundError);
    expect(world.rows).toMatchObject([
      {
        kind: 'facet',
        outcome: 'denied',
        customerRef: 'customer:default/acme',
      },
    ]);
  });

  it('refuses who may not have it read again, and writes down what was asked for', async () => {
    const { sights, world } = start();
    await expect(
      sights.of(reader, 'refresh', acme, undefined, ['tickets']),
    ).rejects.toThrow(NotAllowedError);
    expect(world.rows).toMatchObject([
      { kind: 'refresh', outcome: 'denied', facets: { tickets: 'none' } },
    ]);
    await sights.of(reader, 'view', acme);
    expect(world.rows).toHaveLength(1);
  });

  it('shows nothing where rights cannot be checked', async () => {
    const { sights, world } = start();
    const sight = await sights.of(reader, 'view', acme);
    world.ms = 4_000;
    world.decision = () => Promise.reject(new ServiceUnavailableError('down'));
    await expect(sight.confirm()).rejects.toThrow(ServiceUnavailableError);
  });
});
