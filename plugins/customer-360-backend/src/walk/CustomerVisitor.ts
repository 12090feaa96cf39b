import type { CustomerEntity } from '@customer-360/backstage-plugin-customer-360-common';

/** Goes along when all customers of the catalog are gone through. */
export interface CustomerVisitor {
  begin(): CustomerRound;
}

/** One time through all of them. */
export interface CustomerRound {
  /** Some customers, each once in a round. */
  visit(entities: readonly CustomerEntity[]): Promise<void>;

  /** After the last one; never where the round broke off. */
  end?(): Promise<void>;
}
