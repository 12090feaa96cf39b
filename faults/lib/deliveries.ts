import assert from 'node:assert/strict';
import { signDelivery, type DeliverySigning, type Portal } from 'rig';

/** The portals' secret, of which each source has its own. */
export const SECRET = 'the secret of the scripted vendor';

/** An event of the scripted vendor: of an account, or of a record of one. */
export interface Delivery {
  readonly id: string;
  readonly account?: string;
  readonly record?: string;
  /** ISO 8601 UTC. */
  readonly occurredAt?: string;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Sends bytes to a source's webhook, whoever signed them. */
export async function send(
  portal: Pick<Portal, 'api'>,
  source: string,
  body: string | Buffer,
  headers: Record<string, string>,
): Promise<Reply> {
  const answer = await fetch(`${portal.api}/webhooks/${source}`, {
    method: 'POST',
    headers,
    body: body as never,
  });
  return {
    status: answer.status,
    text: await answer.text(),
    headers: answer.headers,
  };
}

/** Delivers an event as its vendor does. */
export function deliver(
  portal: Pick<Portal, 'api'>,
  source: string,
  delivery: Delivery,
  signing: Partial<DeliverySigning> = {},
): Promise<Reply> {
  const body = JSON.stringify(delivery);
  const headers = signDelivery(body, { secret: SECRET, source, ...signing });
  return send(portal, source, body, headers);
}

/** Delivers an event that has to be taken. */
export async function tell(
  portal: Pick<Portal, 'api'>,
  source: string,
  delivery: Delivery,
): Promise<void> {
  const { status, text } = await deliver(portal, source, delivery);
  assert.equal(status, 200, text);
}
