import type { BasicPermission } from '@backstage/plugin-permission-common';
import type {
  CustomerEntity,
  GrantScope,
  TierGrant,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Visibility } from '../portfolio/visibility/Visibility';
import type { AccessShape, FacetAccess } from './AccessShape';
import type { Reader } from './Reader';

/** A customer that the reader may see, and how much of it. */
export interface ReadableCustomer {
  readonly entity: CustomerEntity;
  /** Changes with anything in the entity. */
  readonly entityVersion: string;
  /** `customer:default/cus-8f3a1c` */
  readonly ref: string;
  readonly shape: AccessShape;
}

/** The one place where it is decided who may see what. */
export interface CustomerAccess {
  /**
   * @throws NotFoundError, the same one, when there is no such customer and
   *   when the reader may not see it
   * @throws NotAllowedError when the reader may not use Customer 360 at all
   * @throws ServiceUnavailableError when it cannot be decided
   */
  readCustomer(
    reader: Reader,
    ref: { namespace: string; name: string },
  ): Promise<ReadableCustomer>;

  /** Those of the customers that the reader may see. Never says how many it left out. */
  filterReadable(
    reader: Reader,
    entities: readonly CustomerEntity[],
  ): Promise<ReadableCustomer[]>;

  /** Which customers the reader may see, for lists of them. */
  listable(reader: Reader): Promise<Visibility>;

  /**
   * The most that the reader could see of a facet, of whichever customer: what
   * depends on the customer counts as given. For what must not even be asked for,
   * never to show anything by.
   */
  mostOf(reader: Reader, facet: string): Promise<FacetAccess['level']>;

  /**
   * @throws NotAllowedError when the reader does not hold it
   */
  require(reader: Reader, permission: BasicPermission): Promise<void>;

  /** The same as a question. */
  mayDo(reader: Reader, permission: BasicPermission): Promise<boolean>;

  /**
   * Whether the reader may see the customer and holds all of these permissions
   * there; of a segment, whether they hold them for every customer.
   *
   * @param permissions - names; those of sections that nothing fills are
   *   nobody's to hold and left out
   */
  holds(
    reader: Reader,
    scope: GrantScope,
    permissions: ReadonlySet<string>,
  ): Promise<boolean>;

  /**
   * The same customer as somebody sees it who has been given this much, within
   * what the reader may see themselves.
   */
  asSeenBy(customer: ReadableCustomer, grant: TierGrant): ReadableCustomer;

  /**
   * That there is such a customer, whoever may see it.
   *
   * @throws NotFoundError when there is none
   */
  requireExisting(customerRef: string): Promise<void>;
}
