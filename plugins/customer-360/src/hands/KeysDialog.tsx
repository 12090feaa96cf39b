import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import { makeStyles } from '@material-ui/core/styles';
import { tokensFor } from '../design/tokens';
import { useUniqueId } from '../hooks/useUniqueId';
import { useMessages } from '../messages/useMessages';
import { DataTable } from '../parts/DataTable';
import { PLACES } from './KeySequence';
import { handsMessages } from './messages';
import { useKeysSetting } from './useKeysSetting';

const useStyles = makeStyles(
  theme => {
    const tokens = tokensFor(theme.palette.type);
    return {
      key: {
        font: 'inherit',
        fontSize: 12,
        display: 'inline-block',
        minWidth: 20,
        padding: '0 5px',
        textAlign: 'center',
        border: `1px solid ${tokens.soft}`,
        borderRadius: 4,
      },
      then: { color: tokens.soft, fontSize: 12 },
      off: { color: tokens.soft, fontSize: 12 },
    };
  },
  { name: 'Customer360KeysDialog' },
);

interface Shortcut {
  readonly keys: readonly string[];
  readonly what: string;
}

/** Which keys there are, and the switch that silences them. @internal */
export function KeysDialog(props: { onClose(): void }) {
  const classes = useStyles();
  const m = useMessages(handsMessages);
  const { on, setting } = useKeysSetting();
  const titleId = useUniqueId();
  const shortcuts: Shortcut[] = [
    { keys: ['/'], what: m.search },
    { keys: ['r'], what: m.refresh },
    { keys: ['e'], what: m.evidence },
    ...Object.entries(PLACES).map(([key, place]) => ({
      keys: ['g', key],
      what: m.places[place],
    })),
    { keys: ['?'], what: m.help },
  ];
  return (
    <Dialog
      open
      onClose={props.onClose}
      aria-labelledby={titleId}
      maxWidth="xs"
      fullWidth
    >
      <DialogTitle id={titleId}>{m.title}</DialogTitle>
      <DialogContent>
        <FormControlLabel
          control={
            <Switch
              size="small"
              color="primary"
              checked={on}
              onChange={(_, checked) => void setting.switchTo(checked)}
            />
          }
          label={m.switch}
        />
        <div role="status" className={classes.off}>
          {on ? '' : m.off}
        </div>
        <DataTable
          caption={m.title}
          rows={shortcuts}
          rowKey={({ keys }) => keys.join(' ')}
          columns={[
            {
              id: 'keys',
              title: m.key,
              nowrap: true,
              render: ({ keys }) =>
                keys.map((key, index) => (
                  <span key={key}>
                    {index > 0 && (
                      <span className={classes.then}> {m.then} </span>
                    )}
                    <kbd className={classes.key}>{key}</kbd>
                  </span>
                )),
            },
            { id: 'what', title: m.what, render: ({ what }) => what },
          ]}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose} style={{ textTransform: 'none' }}>
          {m.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
