import type { VendorResponse } from '../server/types.ts';

interface Details {
  readonly type?: 'invalid_request_error' | 'idempotency_error' | 'api_error';
  readonly code?: string;
  readonly param?: string;
}

/** A refusal in Stripe's words. */
export class StripeFault extends Error {
  readonly status: number;
  readonly details: Details;

  constructor(status: number, message: string, details: Details = {}) {
    super(message);
    this.name = 'StripeFault';
    this.status = status;
    this.details = details;
  }

  response(requestId: string): VendorResponse {
    const { type = 'invalid_request_error', code, param } = this.details;
    return {
      status: this.status,
      headers:
        this.status === 401
          ? { 'www-authenticate': 'Basic realm="Stripe"' }
          : {},
      body: {
        error: {
          ...(code && {
            code,
            doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll(
              '_',
              '-',
            )}`,
          }),
          message: this.message,
          ...(param && { param }),
          request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
          type,
        },
      },
    };
  }
}

const SINGULAR: Readonly<Record<string, string>> = {
  cus: 'customer',
  sub: 'subscription',
  price: 'price',
  prod: 'product',
  in: 'invoice',
  ch: 'charge',
  pi: 'payment_intent',
  re: 'refund',
  cn: 'credit note',
  evt: 'notification',
  sub_sched: 'subscription schedule',
  cbtxn: 'customer balance transaction',
  si: 'subscription item',
  coupon: 'coupon',
  inpay: 'invoice payment',
};

/** Asked for by its path: 404. Named in a parameter: 400, as Stripe answers. */
export function noSuch(prefix: string, id: string, param = 'id'): StripeFault {
  return new StripeFault(
    param === 'id' ? 404 : 400,
    `No such ${SINGULAR[prefix] ?? prefix}: '${id}'`,
    { code: 'resource_missing', param },
  );
}

export function invalid(
  message: string,
  param: string,
  code?: string,
): StripeFault {
  return new StripeFault(400, message, { param, code });
}
