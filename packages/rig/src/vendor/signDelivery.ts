import { createHmac } from 'node:crypto';

/** How a source of the proving ground's portals signs what it tells. */
export interface DeliverySigning {
  /** The portal's, of all its sources. */
  readonly secret: string;
  readonly source: string;
  /** Milliseconds since the epoch; now without it. */
  readonly at?: number;
}

/** Headers of a delivery that its source has signed. */
export function signDelivery(
  body: string | Buffer,
  { secret, source, at = Date.now() }: DeliverySigning,
): Record<string, string> {
  const stamp = String(Math.floor(at / 1_000));
  return {
    'content-type': 'application/json',
    'x-stamp': stamp,
    'x-signature': createHmac('sha256', `${secret} ${source}`)
      .update(`${stamp}.`)
      .update(body)
      .digest('hex'),
  };
}
