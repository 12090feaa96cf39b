import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';
import {
  CUSTOMER_API_VERSION,
  CUSTOMER_KIND,
  DOMAIN_ANNOTATION,
  sourceAnnotation,
  type CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { ListedCustomer } from '@customer-360/backstage-plugin-customer-360-node';
import type { IngestionConfig } from './IngestionConfig';
import type { ListedRow } from './ListedStore';
import type { PeopleByEmail } from './PeopleByEmail';

/** Who may overwrite an entity: only what came from the same source. */
export function locationOf(source: string): string {
  return `customer-360:${source}`;
}

export function customerRef(name: string): string {
  return `customer:default/${name}`;
}

/**
 * The whole entity of an account. Nothing in it changes daily: each change is
 * processed, stitched and indexed anew.
 */
export function toCustomerEntity(
  { source, name, listed }: ListedRow,
  options: {
    people: Pick<PeopleByEmail, 'refOf'>;
    owner: IngestionConfig['owner'];
    annotations: boolean;
    /** Name of the parent's entity. */
    parent?: string;
  },
): CustomerEntity {
  const { owner, team } = peopleOf(listed, options);
  return {
    apiVersion: CUSTOMER_API_VERSION,
    kind: CUSTOMER_KIND,
    metadata: {
      name,
      namespace: 'default',
      title: listed.title,
      annotations: {
        [ANNOTATION_LOCATION]: locationOf(source),
        [ANNOTATION_ORIGIN_LOCATION]: locationOf(source),
        ...(listed.domain !== undefined && {
          [DOMAIN_ANNOTATION]: listed.domain,
        }),
        ...(options.annotations && idAnnotations(source, listed)),
      },
    },
    spec: {
      owner,
      ...(team.length > 0 && { team }),
      ...(listed.segment !== undefined && { segment: listed.segment }),
      lifecycle: listed.lifecycle ?? 'active',
      ...(options.parent !== undefined && {
        parent: customerRef(options.parent),
      }),
    },
  };
}

function peopleOf(
  listed: ListedCustomer,
  {
    people,
    owner,
  }: { people: Pick<PeopleByEmail, 'refOf'>; owner: IngestionConfig['owner'] },
) {
  const team = listed.team.flatMap(({ role, email }) => {
    const ref = people.refOf(email);
    return ref === undefined ? [] : [{ role, ref }];
  });
  const responsible =
    team.find(({ role }) => role === owner.byRole)?.ref ??
    (listed.owner === undefined ? undefined : people.refOf(listed.owner));
  return { owner: responsible ?? owner.fallback, team };
}

function idAnnotations(source: string, { id, links }: ListedCustomer) {
  return Object.fromEntries(
    [...Object.entries(links), [source, [id]] as const]
      .filter(([, ids]) => ids.length > 0)
      .map(([each, ids]) => [sourceAnnotation(each), ids.join(',')]),
  );
}
