import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import CloseIcon from '@material-ui/icons/Close';
import { useMessages } from '../messages/useMessages';
import { customersMessages } from './messages';

/** Whose customers alone are listed, and how to see others again. @internal */
export function OwnerChip(props: { owner: string; onRemove(): void }) {
  const m = useMessages(customersMessages);
  return (
    <Button
      size="small"
      variant="outlined"
      style={{ textTransform: 'none', fontWeight: 400 }}
      endIcon={
        <CloseIcon style={{ fontSize: 14 }} titleAccess={m.removeOwner} />
      }
      onClick={props.onRemove}
    >
      <span style={{ marginRight: 4 }}>{m.ownedBy}</span>
      <EntityDisplayName entityRef={props.owner} hideIcon disableTooltip />
    </Button>
  );
}
