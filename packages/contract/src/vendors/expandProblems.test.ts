import { expandProblems } from './expandProblems';

const definitions = {
  Invoice: {
    properties: {
      total: { type: 'number' },
      customer: {
        anyOf: [{ $ref: '#/definitions/Customer' }, { type: 'string' }],
      },
      payments: { $ref: '#/definitions/List%3CPayment%3E' },
    },
  },
  Customer: { properties: { name: { type: 'string' } } },
  'List<Payment>': {
    properties: {
      data: { type: 'array', items: { $ref: '#/definitions/Payment' } },
    },
  },
  Payment: {
    properties: { customer: { $ref: '#/definitions/Customer' } },
  },
};
const invoice = { $ref: '#/definitions/Invoice' };

describe('expandProblems', () => {
  it.each(['data.customer', 'data.payments', 'data.payments.data.customer'])(
    'should follow %s',
    path => {
      expect(
        expandProblems(definitions, invoice, { path, inList: true }),
      ).toEqual([]);
    },
  );

  it.each(['customer', 'data.customers', 'data.total', 'data.customer.name'])(
    'should see that %s leads nowhere',
    path => {
      expect(
        expandProblems(definitions, invoice, { path, inList: true }),
      ).toHaveLength(1);
    },
  );
});
