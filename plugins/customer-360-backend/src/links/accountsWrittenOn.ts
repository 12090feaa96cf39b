import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  allLinkedIds,
  type CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';

/** An account as an annotation of an entity names it. */
export interface WrittenAccount {
  /** `customer:default/cus-8f3a1c` */
  readonly customerRef: string;
  readonly source: string;
  /** Id at the source. */
  readonly account: string;
}

/** Every account that is written on these entities, each once. Pure. */
export function accountsWrittenOn(
  entities: readonly CustomerEntity[],
): WrittenAccount[] {
  return entities.flatMap(entity => {
    const customerRef = stringifyEntityRef(entity);
    return [...allLinkedIds(entity)].flatMap(([source, ids]) =>
      [...new Set(ids)].map(account => ({ customerRef, source, account })),
    );
  });
}
