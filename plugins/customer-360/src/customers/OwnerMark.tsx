import { parseEntityRef } from '@backstage/catalog-model';
import {
  EntityRefLink,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { Avatar } from '../parts/Avatar';

/** Who looks after them, where there is room for a mark and no more. @internal */
export function OwnerMark(props: { entityRef: string }) {
  const ref = parseEntityRef(props.entityRef, { defaultKind: 'group' });
  const { primaryTitle } = useEntityPresentation(ref);
  return (
    <EntityRefLink
      entityRef={ref}
      hideIcon
      disableTooltip
      title={primaryTitle}
      aria-label={primaryTitle}
    >
      <Avatar entityRef={props.entityRef} name={primaryTitle} />
    </EntityRefLink>
  );
}
