import { applyAllowances, type Schema } from './Allowance';
import { ShapeChecker } from './ShapeChecker';

const describedShapes = (): Record<string, Schema> => ({
  Ticket: {
    type: 'object',
    properties: {
      assignee: { type: 'integer' },
      _from: { type: 'string' },
      fields: {
        type: 'array',
        items: { type: 'object', properties: { value: { type: 'string' } } },
      },
    },
    required: ['_from'],
  },
});
const reason = 'known';

describe('applyAllowances', () => {
  it('should let pass what is allowed, and nothing else', () => {
    const definitions = describedShapes();
    applyAllowances(definitions, [
      { shape: 'Ticket', field: 'assignee', may: 'be null', reason },
      { shape: 'Ticket', field: 'fields.value', may: 'be null', reason },
      { shape: 'Ticket', field: '_from', named: 'from', reason },
      { shape: 'Ticket', field: 'stamp', is: { type: 'integer' }, reason },
    ]);
    const shapes = new ShapeChecker({ definitions });
    const problems = (value: object) =>
      shapes.problems('#/definitions/Ticket', value);
    expect(
      problems({
        assignee: null,
        from: 'x',
        stamp: 1,
        fields: [{ value: null }],
      }),
    ).toEqual([]);
    expect(problems({ from: null })).toHaveLength(1);
    expect(problems({ _from: 'x' })).toHaveLength(1);
    expect(problems({ from: 'x', stamp: '1' })).toHaveLength(1);
    expect(problems({ from: 'x', assignee: '1' })).not.toEqual([]);
  });

  it.each([
    ['shape', 'Tickets', 'assignee'],
    ['field', 'Ticket', 'assigned'],
    ['field inside', 'Ticket', 'fields.values'],
  ])('should refuse an allowance for no %s', (_what, shape, field) => {
    expect(() =>
      applyAllowances(describedShapes(), [
        { shape, field, may: 'be null', reason },
      ]),
    ).toThrow(`The description has no ${shape}.${field} any more`);
  });
});
