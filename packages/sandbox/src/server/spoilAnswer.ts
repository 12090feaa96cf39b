import type { Fault } from './faults.ts';
import type { Vendor, VendorRequest, VendorResponse } from './types.ts';

/** Fields in which the vendors put values of a closed set. */
const ENUM_FIELDS: readonly string[] = [
  'status',
  'priority',
  'score',
  'collection_method',
  'billing_reason',
  'dealstage',
  'hs_meeting_outcome',
  'lifecyclestage',
];

const HTML_PAGE =
  '<!DOCTYPE html><html><head><title>We will be right back</title></head>' +
  '<body><h1>Maintenance</h1><p>Please try again later.</p></body></html>';

/**
 * Asks the vendor and spoils the answer as the fault says. Faults of the
 * connection itself (`hang`, `reset`, `truncate`, `huge`) are the server's.
 *
 * @internal
 */
export async function spoilAnswer(
  vendor: Vendor,
  request: VendorRequest,
  fault: Fault,
): Promise<VendorResponse> {
  switch (fault.fault) {
    case 'status': {
      const status = fault.status ?? 500;
      const failure = vendor.failure?.(status) ?? {
        status,
        headers: { 'content-type': 'text/plain' },
        body: 'Something went wrong.',
      };
      return {
        ...failure,
        headers: {
          ...failure.headers,
          ...(fault.retryAfter !== undefined && {
            'retry-after': String(fault.retryAfter),
          }),
        },
      };
    }
    case 'html':
      return {
        status: fault.status ?? 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: HTML_PAGE,
      };
    case 'wrong_customer': {
      const other = vendor.otherCustomer?.(request);
      return vendor.handle(other ?? request);
    }
    case 'malformed': {
      const answer = await vendor.handle(request);
      const text = JSON.stringify(answer.body ?? {});
      return {
        ...answer,
        headers: { 'content-type': 'application/json', ...answer.headers },
        body: text.slice(0, Math.max(1, Math.floor(text.length * 0.6))),
      };
    }
    case 'unknown_enum':
      return rewritten(await vendor.handle(request), (key, value) =>
        isSpoilt(key, fault) && typeof value === 'string'
          ? 'value_of_tomorrow'
          : value,
      );
    case 'missing_field':
      return rewritten(await vendor.handle(request), (key, value) =>
        key === (fault.field ?? 'id') ? undefined : value,
      );
    default:
      return vendor.handle(request);
  }
}

function isSpoilt(key: string, fault: Fault): boolean {
  return fault.field === undefined
    ? ENUM_FIELDS.includes(key)
    : key === fault.field;
}

function rewritten(
  answer: VendorResponse,
  reviver: (key: string, value: unknown) => unknown,
): VendorResponse {
  if (
    answer.body === undefined ||
    typeof answer.body === 'string' ||
    Buffer.isBuffer(answer.body)
  ) {
    return answer;
  }
  return { ...answer, body: JSON.parse(JSON.stringify(answer.body), reviver) };
}
