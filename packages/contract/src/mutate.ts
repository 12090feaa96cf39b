import type { Exchange } from './Exchange';

/** A request of ours with one wrong field. */
export function breakRequest(exchange: Exchange): Exchange {
  const { request } = exchange;
  const { body } = request;
  return {
    ...exchange,
    request:
      typeof body === 'object' && body !== null
        ? { ...request, body: { ...body, not_a_field: true } }
        : {
            ...request,
            query: { ...request.query, not_a_parameter: ['1'] },
          },
  };
}

/**
 * An answer of the sandbox in which one field is of another type: the first id
 * of a record, or the first value where there is none.
 */
export function breakAnswer(exchange: Exchange): Exchange {
  const { body } = exchange.response;
  const broken =
    breakFirst(body, (key, value) => key === 'id' && isPlain(value)) ??
    breakFirst(body, (_key, value) => isPlain(value));
  return {
    ...exchange,
    response: { ...exchange.response, body: broken?.value ?? 'no JSON' },
  };
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' && value !== undefined;
}

/** Undefined where nothing fits. */
function breakFirst(
  value: unknown,
  fits: (key: string, value: unknown) => boolean,
): { value: unknown } | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  for (const [key, child] of Object.entries(value)) {
    const broken = fits(key, child)
      ? { value: { not: 'of this type' } }
      : breakFirst(child, fits);
    if (broken) {
      return {
        value: Array.isArray(value)
          ? value.map((item, at) => (String(at) === key ? broken.value : item))
          : { ...value, [key]: broken.value },
      };
    }
  }
  return undefined;
}
