import { compare } from './ContractReport';
import type { Exchange } from './Exchange';
import { object } from './vendors/Operation';
import { readFlatQuery } from './vendors/readFlatQuery';
import { ShapeChecker } from './vendors/ShapeChecker';
import type { VendorContract } from './vendors/VendorContract';

const shapes = new ShapeChecker({});
const listShape = object({
  items: { type: 'array', items: object({ id: { type: 'string' } }) },
});

/** As strict as a contract has to be. */
const strict: VendorContract = {
  vendor: 'acme',
  check: ({ request, response }) => ({
    operation: `${request.method} ${request.path}`,
    described: request.path !== '/token',
    shapes: ['list'],
    problems: [
      ...shapes
        .queryProblems(
          object({ limit: { type: 'integer' } }, []),
          readFlatQuery(request.query),
        )
        .map(it => `request: ${it}`),
      ...(request.body === undefined
        ? []
        : shapes
            .problems(object({ a: { type: 'integer' } }), request.body)
            .map(it => `request: ${it}`)),
      ...shapes.problems(listShape, response.body).map(it => `answer: ${it}`),
    ],
  }),
};

function exchange(part: {
  vendor?: string;
  path?: string;
  requestBody?: unknown;
  items?: unknown[];
  fault?: string;
}): Exchange {
  return {
    vendor: part.vendor ?? 'acme',
    request: {
      method: part.requestBody ? 'POST' : 'GET',
      path: part.path ?? '/things',
      query: { limit: ['5'] },
      headers: {},
      body: part.requestBody,
    },
    response: {
      status: 200,
      headers: {},
      body: { items: part.items ?? [{ id: 'a' }] },
    },
    fault: part.fault,
  };
}

describe('compare', () => {
  it('should count what the vendor describes apart from what is by hand', () => {
    const report = compare(strict, [
      exchange({}),
      exchange({}),
      exchange({ path: '/token' }),
      exchange({ vendor: 'other' }),
      exchange({ fault: 'malformed', items: [{ id: 1 }] }),
    ]);
    expect(report).toMatchObject({
      exchanges: 3,
      operations: ['GET /things'],
      undescribed: ['GET /token'],
      shapes: ['list'],
      problems: [],
    });
  });

  it('should tell each problem once', () => {
    const wrong = exchange({ items: [{ id: 1 }] });
    expect(compare(strict, [wrong, wrong]).problems).toEqual([
      'GET /things: answer: /items/0/id must be string',
    ]);
  });

  it('should see a broken request and a broken answer of each kind of call', () => {
    const report = compare(strict, [
      // Nothing in it that could be broken; the next one has.
      exchange({ items: [] }),
      exchange({}),
      exchange({ requestBody: { a: 1 } }),
    ]);
    expect(report.mutations).toEqual({ tried: 4, unseen: [] });
  });

  it.each(['request', 'answer'])(
    'should say when a contract is blind to a broken %s',
    what => {
      const blind: VendorContract = {
        vendor: 'acme',
        check: it => {
          const verdict = strict.check(it);
          return {
            ...verdict,
            problems: verdict.problems.filter(
              problem => !problem.startsWith(what),
            ),
          };
        },
      };
      expect(compare(blind, [exchange({})]).mutations).toEqual({
        tried: 2,
        unseen: [`GET /things: a broken ${what}`],
      });
    },
  );
});
