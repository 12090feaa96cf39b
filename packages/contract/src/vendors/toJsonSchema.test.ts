import { ShapeChecker } from './ShapeChecker';
import { toJsonSchema } from './toJsonSchema';
import type { Schema } from './Allowance';

const shapes = new ShapeChecker(
  toJsonSchema({
    schemas: {
      User: {
        type: 'object',
        properties: {
          name: { type: 'string', example: 7 },
          phone: { type: 'string', nullable: true },
          password: { type: 'string', writeOnly: true },
        },
        additionalProperties: false,
      },
    },
  }) as Schema,
);

describe('toJsonSchema', () => {
  it.each([
    [{ name: 'a', phone: null }, 0],
    [{ name: null }, 1],
    [{ password: 'x' }, 1],
  ])('should find in %j as many problems as %i', (user, count) => {
    expect(shapes.problems('#/schemas/User', user)).toHaveLength(count);
  });
});
