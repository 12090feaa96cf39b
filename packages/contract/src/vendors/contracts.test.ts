import { findOperation } from './Operation';
import { closed, ShapeChecker } from './ShapeChecker';

describe('findOperation', () => {
  const operations = [
    { method: 'GET', path: '/v1/customers/search' },
    { method: 'GET', path: '/v1/customers/:id' },
  ] as const;

  it('should prefer what is written before what varies', () => {
    expect(
      findOperation(operations, 'GET', '/v1/customers/search')?.path,
    ).toBe('/v1/customers/search');
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

describe('ShapeChecker', () => {
  const shapes = new ShapeChecker(
    closed({
      definitions: {
        Thing: {
          type: 'object',
          properties: {
            id: { type: 'string' },
            parts: { type: 'array', items: { $ref: '#/definitions/Part' } },
          },
          required: ['id'],
        },
        Part: { type: 'object', properties: { at: { type: 'integer' } } },
      },
    }) as Record<string, unknown>,
  );

  it('should find nothing wrong with what is described', () => {
    expect(
      shapes.problems('#/definitions/Thing', { id: 'a', parts: [{ at: 1 }] }),
    ).toEqual([]);
  });

  it.each([
    ['a missing field', { parts: [] }, /required property 'id'/],
    ['a wrong type', { id: 1 }, /\/id must be string/],
    ['an invented field', { id: 'a', name: 'b' }, /additional properties "name"/],
    [
      'an invented field deep inside',
      { id: 'a', parts: [{ at: 1, on: 2 }] },
      /\/parts\/0 .*"on"/,
    ],
  ])('should see %s', (_what, value, problem) => {
    expect(shapes.problems('#/definitions/Thing', value).join()).toMatch(
      problem,
    );
  });
});
