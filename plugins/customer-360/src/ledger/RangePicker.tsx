import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useMessages } from '../messages/useMessages';
import { ledgerMessages } from './messages';
import { ownRange, type RangeId } from './timeRange';
import type { LedgerSearch } from './useLedgerFilter';

const useStyles = makeStyles(
  {
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: 10,
      alignItems: 'center',
      '& input': { fontSize: 14 },
    },
    group: { flexWrap: 'wrap' },
    button: { textTransform: 'none', whiteSpace: 'nowrap' },
  },
  { name: 'Customer360RangePicker' },
);

/** Which time: a few that are asked for often, or from day to day. @internal */
export function RangePicker(props: {
  ranges: readonly RangeId[];
  search: LedgerSearch;
  onChange(change: Partial<LedgerSearch>): void;
}) {
  const { onChange, search } = props;
  const classes = useStyles();
  const m = useMessages(ledgerMessages);
  const day = (
    id: string,
    label: string,
    value: string | undefined,
    bounds: { min?: string; max?: string },
    change: (day: string | undefined) => Partial<LedgerSearch>,
  ) => (
    <TextField
      id={`customer-360-ledger-${id}`}
      type="date"
      size="small"
      variant="outlined"
      label={label}
      value={value ?? ''}
      InputLabelProps={{ shrink: true }}
      inputProps={bounds}
      onChange={event => onChange(change(event.target.value || undefined))}
    />
  );
  return (
    <div className={classes.root} role="group" aria-label={m.time}>
      <ButtonGroup className={classes.group} size="small">
        {props.ranges.map(range => (
          <Button
            key={range}
            className={classes.button}
            variant={search.range === range ? 'contained' : 'outlined'}
            color={search.range === range ? 'primary' : 'default'}
            disableElevation
            aria-pressed={search.range === range}
            onClick={() =>
              onChange(
                range === 'own'
                  ? ownRange(new Date())
                  : { range, fromDay: undefined, toDay: undefined },
              )
            }
          >
            {m.ranges[range]}
          </Button>
        ))}
      </ButtonGroup>
      {search.range === 'own' && (
        <>
          {day(
            'from',
            m.fromDay,
            search.fromDay,
            { max: search.toDay },
            at => ({
              fromDay: at,
            }),
          )}
          {day('to', m.toDay, search.toDay, { min: search.fromDay }, at => ({
            toDay: at,
          }))}
        </>
      )}
    </div>
  );
}
