import { parseEntityRef } from '@backstage/catalog-model';
import {
  EntityRefLink,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { Avatar } from '../parts/Avatar';

/** One of our people, with the role they have for the customer. @internal */
export function Person(props: { entityRef: string; role?: string }) {
  const { entityRef, role } = props;
  const ref = parseEntityRef(entityRef, { defaultKind: 'user' });
  const { primaryTitle } = useEntityPresentation(ref);
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 5 }}>
      <Avatar entityRef={entityRef} name={primaryTitle} />
      {role} <EntityRefLink entityRef={ref} hideIcon disableTooltip />
    </span>
  );
}
