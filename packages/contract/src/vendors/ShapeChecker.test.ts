import type { Schema } from './Allowance';
import { closed, ShapeChecker } from './ShapeChecker';

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
  }) as Schema,
);

describe('ShapeChecker', () => {
  it('should find nothing wrong with what is described', () => {
    expect(
      shapes.problems('#/definitions/Thing', { id: 'a', parts: [{ at: 1 }] }),
    ).toEqual([]);
  });

  it.each([
    ['a missing field', { parts: [] }, /required property 'id'/],
    ['a wrong type', { id: 1 }, /\/id must be string/],
    [
      'an invented field',
      { id: 'a', name: 'b' },
      /additional properties "name"/,
    ],
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

  it('should take the text of a query for what it stands for', () => {
    expect(shapes.queryProblems('#/definitions/Part', { at: '1' })).toEqual([]);
    expect(
      shapes.queryProblems('#/definitions/Part', { at: 'one' }).join(),
    ).toMatch(/\/at must be integer/);
    // In a body it is no number.
    expect(shapes.problems('#/definitions/Part', { at: '1' })).toHaveLength(1);
  });
});
