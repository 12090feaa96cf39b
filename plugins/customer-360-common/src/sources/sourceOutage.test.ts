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
    });
    expect(sourceOutage('cs', sources)).toEqual({
      alone: [],
      shared: ['health'],
    });
    for (const none of ['idle', 'elsewhere']) {
      expect(sourceOutage(none, sources)).toEqual({ alone: [], shared: [] });
    }
  });
});
