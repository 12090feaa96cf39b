import type { Portal } from 'rig';

/** Acknowledges a change of a customer at this portal. */
export async function invalidate(
  portal: Portal,
  customer: number,
  change: object = {},
): Promise<void> {
  const { status } = await fetch(
    `${portal.api}/customers/default/c${customer}/invalidate`,
    {
      method: 'POST',
      headers: {
        authorization: portal.service(),
        'content-type': 'application/json',
      },
      body: JSON.stringify(change),
    },
  );
  if (status !== 204) {
    throw new Error(`The change was not taken: ${status}`);
  }
}
