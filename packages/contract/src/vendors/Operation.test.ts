import { findOperation } from './Operation';

describe('findOperation', () => {
  const operations = [
    { method: 'GET', path: '/v1/customers/search' },
    { method: 'GET', path: '/v1/customers/:id' },
  ] as const;

  it('should prefer what is written before what varies', () => {
    expect(findOperation(operations, 'GET', '/v1/customers/search')?.path).toBe(
      '/v1/customers/search',
    );
    expect(findOperation(operations, 'GET', '/v1/customers/cus_1')?.path).toBe(
      '/v1/customers/:id',
    );
  });

  it('should know no other method and no longer path', () => {
    expect(findOperation(operations, 'POST', '/v1/customers/cus_1')).toBe(
      undefined,
    );
    expect(findOperation(operations, 'GET', '/v1/customers/cus_1/x')).toBe(
      undefined,
    );
  });
});
