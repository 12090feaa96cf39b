import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { tokensFor } from '../design/tokens';
import { useMessages } from '../messages/useMessages';
import { customersMessages } from './messages';
import type { ListChoice } from './useListParams';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', flexWrap: 'wrap', gap: 8 },
    chip: {
      textTransform: 'none',
      background: theme.palette.background.paper,
      color: theme.palette.text.primary,
      borderColor: tokensFor(theme.palette.type).line,
      fontWeight: 400,
    },
    on: { borderColor: theme.palette.text.primary, fontWeight: 600 },
  }),
  { name: 'Customer360ListChips' },
);

/** Whose customers, and which of them are worth a look. @internal */
export function ListChips(props: {
  choice: ListChoice;
  /** How many the list has. */
  count?: string;
  onChange(change: Partial<ListChoice>): void;
}) {
  const { choice, count, onChange } = props;
  const classes = useStyles();
  const m = useMessages(customersMessages);
  const chip = (
    id: string,
    label: string,
    on: boolean,
    change: Partial<ListChoice>,
  ) => (
    <Button
      key={id}
      size="small"
      variant="outlined"
      className={on ? `${classes.chip} ${classes.on}` : classes.chip}
      aria-pressed={on}
      onClick={() => onChange(change)}
    >
      {label}
    </Button>
  );
  const counted = (label: string, on: boolean) =>
    on && count !== undefined ? m.counted(label, count) : label;
  return (
    <div className={classes.root} role="group" aria-label={m.scope}>
      {chip('mine', counted(m.mine, choice.mine), choice.mine, { mine: true })}
      {chip('all', counted(m.all, !choice.mine), !choice.mine, {
        mine: false,
      })}
      {(['renewing', 'dormant', 'urgent'] as const).map(id =>
        chip(id, m.chips[id], choice[id], { [id]: !choice[id] }),
      )}
    </div>
  );
}
