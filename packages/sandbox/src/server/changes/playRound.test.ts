import { createHubSpotVendor } from '../../hubspot/createHubSpotVendor.ts';
import { createStripeVendor } from '../../stripe/createStripeVendor.ts';
import { createWorld } from '../../world/createWorld.ts';
import { createZendeskVendor } from '../../zendesk/createZendeskVendor.ts';
import { testContext } from '../testRequest.ts';
import type { Vendor } from '../types.ts';
import { playRound } from './playRound.ts';

jest.setTimeout(120_000);

describe('a round', () => {
  function play(seed: number, events: number) {
    const world = createWorld({ seed: 42, size: 120, today: '2026-11-23' });
    const context = testContext();
    const vendors = new Map<string, Vendor>([
      ['stripe', createStripeVendor(world, context)],
      ['hubspot', createHubSpotVendor(world, context)],
      ['zendesk', createZendeskVendor(world, context)],
    ]);
    return playRound(
      { world, vendorOf: name => vendors.get(name) },
      { seed, events },
    );
  }

  it('makes the same changes for the same seed, and others for another', async () => {
    const one = await play(3, 12);
    expect(one.events).toBe(12);
    expect(await play(3, 12)).toEqual(one);
    expect(await play(4, 12)).not.toEqual({ ...one, seed: 4 });
  });

  it('ends where nothing can be changed', async () => {
    const world = createWorld({ seed: 42, size: 2, today: '2026-11-23' });
    const report = await playRound(
      { world, vendorOf: () => undefined },
      { seed: 1, events: 5 },
    );
    expect(report).toEqual({
      seed: 1,
      events: 0,
      byVendor: {},
      changed: {},
      customers: [],
    });
  });
});
