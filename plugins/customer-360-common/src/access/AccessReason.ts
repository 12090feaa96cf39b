import type { Scope } from './scopes';
import type { TierGrant } from './tierPermissions';

/** Why somebody sees something of a customer. @public */
export type AccessReason = TierGrant &
  (
    | {
        readonly via: 'role';
        readonly role: string;
        /** Whose customer it is to them. */
        readonly scope: Scope;
      }
    | {
        readonly via: 'grant';
        /** Id of the grant. */
        readonly grant: string;
        /** ISO 8601 UTC. */
        readonly expiresAt: string;
        readonly breakGlass: boolean;
      }
  );
