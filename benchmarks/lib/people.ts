import type { Portal } from 'rig';

/** `authorization` of so many people, the same sign-in for all that they do. */
export async function signInAll(
  portal: Portal,
  count: number,
): Promise<string[]> {
  const tokens: string[] = [];
  for (let at = 0; at < count; at++) {
    tokens.push(await portal.signIn(`p${at}`));
  }
  return tokens;
}

export function viewPath(customer: number): string {
  return `/api/customer-360/v1/customers/default/c${customer}/view`;
}
