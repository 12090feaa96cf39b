import { sourceOutage } from './sourceOutage';

describe('sourceOutage', () => {
  it('tells what others fill from what is then nowhere', () => {
    const sources = [
      { id: 'crm', facets: ['company', 'contacts', 'health'] },
      { id: 'cs', facets: ['health'] },
      { id: 'idle', facets: [] },
    ] as const;
    expect(sourceOutage('crm', sources)).toEqual({
      alone: ['company', 'contacts'],
      shared: ['health'],
      heldBack: ['health-decline'],
    });
    expect(sourceOutage('cs', sources)).toEqual({
      alone: [],
      shared: ['health'],
      heldBack: ['health-decline'],
    });
    for (const none of ['idle', 'elsewhere']) {
      expect(sourceOutage(none, sources)).toEqual({
        alone: [],
        shared: [],
        heldBack: [],
      });
    }
  });

  it('names what nobody is told of, but for what is asked last', () => {
    const sources = [{ id: 'stripe', facets: ['subscriptions', 'invoices'] }];
    expect(sourceOutage('stripe', sources).heldBack).toEqual([
      'mrr-drop-30d',
      'trial-ending',
      'mrr-growth-30d',
    ]);
  });
});
