import { useEffect, useState } from 'react';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { CUSTOMER_LIFECYCLES } from '@customer-360/backstage-plugin-customer-360-common';
import { capitalize } from '../format/capitalize';
import { useMessages } from '../messages/useMessages';
import { customersMessages } from './messages';
import type { ListChoice } from './useListParams';
import { useSegments } from './useSegments';

const useStyles = makeStyles(
  {
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: 8,
      '& input, & [role="button"], & label': { fontSize: 13 },
    },
    search: { width: 170 },
    select: { minWidth: 112 },
  },
  { name: 'Customer360CustomerFilters' },
);

const DEBOUNCE_MS = 300;

/** Narrows the list of customers. @internal */
export function CustomerFilters(props: {
  filter: Pick<ListChoice, 'text' | 'segment' | 'lifecycle'>;
  onChange(change: Partial<ListChoice>): void;
}) {
  const { filter, onChange } = props;
  const classes = useStyles();
  const m = useMessages(customersMessages);
  const segments = useSegments();
  const [text, setText] = useState(filter.text);
  const [asked, setAsked] = useState({ by: filter.text, seen: filter.text });
  if (asked.seen !== filter.text) {
    // Somebody went back or followed a link: the field follows. What was typed
    // here meanwhile stays, though.
    if (asked.by !== filter.text) {
      setText(filter.text);
    }
    setAsked({ by: filter.text, seen: filter.text });
  }
  useEffect(() => {
    if (text === filter.text) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setAsked(before => ({ ...before, by: text }));
      onChange({ text });
    }, DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text, filter.text, onChange]);
  return (
    <div className={classes.root} role="search">
      <TextField
        className={classes.search}
        size="small"
        variant="outlined"
        type="search"
        id="customer-360-search"
        label={m.search}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <TextField
        select
        className={classes.select}
        size="small"
        variant="outlined"
        id="customer-360-segment"
        label={m.segment}
        value={segments.includes(filter.segment) ? filter.segment : ''}
        onChange={event => onChange({ segment: event.target.value })}
      >
        <MenuItem value="">{m.any}</MenuItem>
        {segments.map(segment => (
          <MenuItem key={segment} value={segment}>
            {capitalize(segment)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        className={classes.select}
        size="small"
        variant="outlined"
        id="customer-360-lifecycle"
        label={m.lifecycle}
        value={
          CUSTOMER_LIFECYCLES.some(known => known === filter.lifecycle)
            ? filter.lifecycle
            : ''
        }
        onChange={event => onChange({ lifecycle: event.target.value })}
      >
        <MenuItem value="">{m.any}</MenuItem>
        {CUSTOMER_LIFECYCLES.map(lifecycle => (
          <MenuItem key={lifecycle} value={lifecycle}>
            {m.lifecycles[lifecycle]}
          </MenuItem>
        ))}
      </TextField>
    </div>
  );
}
