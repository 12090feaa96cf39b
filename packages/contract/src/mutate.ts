import type { Exchange } from './Exchange';

/** A request of ours with one wrong field: every kind of call must notice it. */
export function breakRequest(exchange: Exchange): Exchange {
  const { request } = exchange;
  return {
    ...exchange,
    request:
      request.body !== undefined && request.method === 'POST'
        ? {
            ...request,
            body: { ...(request.body as object), not_a_field: true },
          }
        : {
            ...request,
            query: { ...request.query, not_a_parameter: ['1'] },
          },
  };
}

/** An answer of the sandbox whose first field of a plain type has another type. */
export function breakAnswer(exchange: Exchange): Exchange {
  return {
    ...exchange,
    response: {
      ...exchange.response,
      body: breakFirstId(exchange.response.body).value,
    },
  };
}

/** The deepest first `id`, found in the order of the answer. */
function breakFirstId(value: unknown): { value: unknown; broken: boolean } {
  if (Array.isArray(value)) {
    let broken = false;
    const items = value.map(item => {
      if (broken) {
        return item;
      }
      const result = breakFirstId(item);
      broken = result.broken;
      return result.value;
    });
    return { value: items, broken };
  }
  if (typeof value !== 'object' || value === null) {
    return { value, broken: false };
  }
  if ('id' in value) {
    return { value: { ...value, id: { not: 'an id' } }, broken: true };
  }
  let broken = false;
  const entries = Object.entries(value).map(([key, child]) => {
    if (broken) {
      return [key, child];
    }
    const result = breakFirstId(child);
    broken = result.broken;
    return [key, result.value];
  });
  return { value: Object.fromEntries(entries), broken };
}
