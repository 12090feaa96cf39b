import { createApiRef } from '@backstage/core-plugin-api';
import type {
  CustomerAccessView,
  CustomerPeople,
  Grant,
  PersonAccess,
  RoleDescription,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CallOptions, CustomerKey } from './Customer360Api';

/** What somebody asks to see, for how long and why. @public */
export type AccessRequest = Pick<
  Grant,
  'scope' | 'tier' | 'labels' | 'sections' | 'reason' | 'expiresAt'
> & {
  /**
   * True to take it at once, in an emergency: one customer, an hour at most, and
   * its owner is told.
   */
  readonly breakGlass?: boolean;
};

/** @public */
export interface GrantListOptions extends CallOptions {
  /** One's own, or those that one may decide about. */
  view: 'own' | 'managed';
  /** Opaque, from the page before; absent for the first page. */
  cursor?: string;
  /** 1 to 200. */
  limit?: number;
}

/** The newest first. @public */
export interface GrantList {
  grants: Grant[];
  nextCursor?: string;
}

/**
 * Who may see what, and exceptions from it, as the service's REST API gives
 * them. Every method rejects with a {@link Customer360Error}, or with an
 * `AbortError` when the signal fired.
 *
 * @public
 */
export interface AccessApi {
  /** What one sees of a customer oneself, and why. */
  getAccess(
    customer: CustomerKey,
    options?: CallOptions,
  ): Promise<CustomerAccessView>;

  /** Who sees a customer; `denied` without `customer360.grants.manage`. */
  getPeople(
    customer: CustomerKey,
    options?: CallOptions,
  ): Promise<CustomerPeople>;

  /** What each role shows; `denied` without `customer360.grants.manage`. */
  listRoles(options?: CallOptions): Promise<RoleDescription[]>;

  /**
   * What one person may see; `denied` without `customer360.grants.manage`.
   *
   * @param person - namespace and name of the user
   */
  getPerson(person: CustomerKey, options?: CallOptions): Promise<PersonAccess>;

  listGrants(options: GrantListOptions): Promise<GrantList>;

  /** Asks for access, or takes it in an emergency. */
  ask(request: AccessRequest): Promise<Grant>;

  /** `conflict` when it has been decided already. */
  decide(
    id: string,
    decision: 'approve' | 'refuse',
    note?: string,
  ): Promise<Grant>;

  /** Ends a grant, or takes a request back. */
  revoke(id: string): Promise<void>;
}

/** @public */
export const customer360AccessApiRef = createApiRef<AccessApi>({
  id: 'plugin.customer360.access',
});
