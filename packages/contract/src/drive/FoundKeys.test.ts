import { FoundKeys } from './FoundKeys';

describe('FoundKeys', () => {
  it('should take a few of each kind out of what was read', () => {
    const keys = new FoundKeys();
    keys.addReading('activity', {
      users: ['u1', 'u2', 'u3', 'u4'].map(id => ({
        source: 'product-db',
        id,
        email: `${id}@brightwater.example`,
        active: true,
      })),
      daily: [],
    });
    keys.addReading('features', { features: [] });
    expect(keys.of('user')).toEqual(['u1', 'u2', 'u3']);
    expect(keys.of('email')).toHaveLength(3);
    expect(keys.of('invoice')).toEqual([]);
  });
});
