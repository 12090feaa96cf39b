import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { EntitiesSearchFilter } from '@backstage/plugin-catalog-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  createConditionFactory,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  CUSTOMER_KIND,
  CUSTOMER_RESOURCE_TYPE,
} from '@customer-360/backstage-plugin-customer-360-common';
import { z } from 'zod';

const catalogEntity = createPermissionResourceRef<
  Entity,
  EntitiesSearchFilter
>().with({ pluginId: 'catalog', resourceType: CUSTOMER_RESOURCE_TYPE });

const kind: EntitiesSearchFilter = {
  key: 'kind',
  values: [CUSTOMER_KIND.toLocaleLowerCase('en-US')],
};

/**
 * `IS_CUSTOMER`: the customers with these refs and nothing else. One condition
 * for all of them: a chain of conditions on metadata is evaluated one by one.
 *
 * @public
 */
export const isCustomerRule = createPermissionRule({
  name: 'IS_CUSTOMER',
  description: 'Allow the customers with these refs',
  resourceRef: catalogEntity,
  paramsSchema: z.object({
    refs: z
      .array(z.string())
      .describe('Refs of customers: customer:default/cus-8f3a1c'),
  }),
  apply: (entity, { refs }) => refs.includes(stringifyEntityRef(entity)),
  toQuery: ({ refs }): PermissionCriteria<EntitiesSearchFilter> => {
    const [first, ...rest] = [...namesByNamespace(refs)].map(
      ([namespace, names]): PermissionCriteria<EntitiesSearchFilter> => ({
        allOf: [
          kind,
          { key: 'metadata.namespace', values: [namespace] },
          { key: 'metadata.name', values: names },
        ],
      }),
    );
    return first
      ? { anyOf: [first, ...rest] }
      : { allOf: [kind, { not: kind }] };
  },
});

/** Makes the condition for a policy. @public */
export const isCustomer = createConditionFactory(isCustomerRule);

function namesByNamespace(
  refs: readonly string[],
): ReadonlyMap<string, string[]> {
  const byNamespace = new Map<string, string[]>();
  for (const ref of refs) {
    const match = /^customer:([^/]+)\/(.+)$/.exec(ref);
    if (match) {
      const [, namespace, name] = match;
      byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), name]);
    }
  }
  return byNamespace;
}
