import type { VendorResponse } from '../types.ts';

/** @internal */
export function notFound(): VendorResponse {
  return {
    status: 404,
    body: { error: 'No such call of the control API; its README lists them.' },
  };
}
