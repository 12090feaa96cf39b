import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { useMessages } from '../messages/useMessages';
import { overviewMessages } from './messages';

/** Shape of an entity ref; names of people have no colon and slash. */
const REF = /^[a-z]+:[^/\s]+\/[^/\s]+$/i;

/** Who of ours owns the relationship: a name, or a ref of the catalog. @internal */
export function OwnerNote(props: { owner: string }) {
  const m = useMessages(overviewMessages);
  return REF.test(props.owner) ? (
    <OwnerByRef owner={props.owner} />
  ) : (
    <>{m.ownedBy(props.owner)}</>
  );
}

function OwnerByRef(props: { owner: string }) {
  const m = useMessages(overviewMessages);
  const { primaryTitle } = useEntityPresentation(props.owner);
  return <>{m.ownedBy(primaryTitle)}</>;
}
