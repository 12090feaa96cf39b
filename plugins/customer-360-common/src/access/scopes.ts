/**
 * Whose customers: one's own, those of groups one leads, everybody else's.
 *
 * @public
 */
export const SCOPES = ['own', 'team', 'others'] as const;

/** @public */
export type Scope = (typeof SCOPES)[number];
