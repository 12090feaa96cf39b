import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  customerDomain,
  type CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';
import { capitalize } from '../format/capitalize';
import { useMessages } from '../messages/useMessages';
import { DataTable } from '../parts/DataTable';
import { customersMessages } from './messages';

/** Who of ours looks after them: a person says more than a department. */
function lookingAfter({ spec }: CustomerEntity): string {
  return spec.team?.find(({ role }) => role === 'csm')?.ref ?? spec.owner;
}

/** A row per customer, the name as the way in. @internal */
export function CustomersTable(props: {
  customers: readonly CustomerEntity[];
}) {
  const m = useMessages(customersMessages);
  return (
    <DataTable
      caption={m.caption}
      rows={props.customers}
      rowKey={stringifyEntityRef}
      columns={[
        {
          id: 'name',
          title: m.name,
          render: entity => (
            <EntityRefLink
              entityRef={entity}
              title={entity.metadata.title}
              hideIcon
              disableTooltip
            />
          ),
        },
        {
          id: 'owner',
          title: m.owner,
          render: entity => (
            <EntityRefLink
              entityRef={lookingAfter(entity)}
              defaultKind="group"
              hideIcon
              disableTooltip
            />
          ),
        },
        {
          id: 'segment',
          title: m.segment,
          render: entity =>
            entity.spec.segment && capitalize(entity.spec.segment),
        },
        {
          id: 'lifecycle',
          title: m.lifecycle,
          render: entity => m.lifecycles[entity.spec.lifecycle],
        },
        { id: 'domain', title: m.domain, render: customerDomain },
      ]}
    />
  );
}
