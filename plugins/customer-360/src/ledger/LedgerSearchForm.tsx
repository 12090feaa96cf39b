import { useState, type FormEvent, type ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useMessages } from '../messages/useMessages';
import { ledgerMessages } from './messages';
import { RangePicker } from './RangePicker';
import { RefField } from './RefField';
import { refOf } from '../format/refOf';
import { RANGE_IDS } from './timeRange';
import type { LedgerSearch } from './useLedgerFilter';

const useStyles = makeStyles(
  {
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: 10,
      alignItems: 'flex-start',
      marginBottom: 10,
      paddingTop: 4,
      '& input': { fontSize: 14 },
    },
    field: { flex: '1 1 260px', maxWidth: 380, minWidth: 0 },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: 10,
      justifyContent: 'space-between',
      alignItems: 'center',
    },
    button: { textTransform: 'none', height: 40 },
  },
  { name: 'Customer360LedgerSearchForm' },
);

/**
 * Whom it is about, who it was, and when. Whom and who are asked for by the
 * button, as each question is itself on record; a time by a click.
 *
 * @internal
 */
export function LedgerSearchForm(props: {
  search: LedgerSearch;
  onChange(change: Partial<LedgerSearch>): void;
  /** What else can be done with what is found. */
  children?: ReactNode;
}) {
  const { onChange, search } = props;
  const classes = useStyles();
  const m = useMessages(ledgerMessages);
  const [customer, setCustomer] = useState(search.customer ?? '');
  const [person, setPerson] = useState(search.person ?? '');
  const [seen, setSeen] = useState(search);
  if (seen.customer !== search.customer || seen.person !== search.person) {
    // Somebody went back or followed a link: the fields follow.
    setCustomer(search.customer ?? '');
    setPerson(search.person ?? '');
    setSeen(search);
  }
  const wanted = {
    customer: refOf(customer, 'customer'),
    person: refOf(person, 'user'),
  };
  const wrong =
    (customer.trim() !== '' && !wanted.customer) ||
    (person.trim() !== '' && !wanted.person);
  const find = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong) {
      onChange(wanted);
    }
  };
  return (
    <form role="search" aria-label={m.search} onSubmit={find}>
      <div className={classes.root}>
        <RefField
          kind="customer"
          className={classes.field}
          label={m.byCustomer}
          help={m.customerHelp}
          wrong={m.notACustomer}
          value={customer}
          onChange={setCustomer}
        />
        <RefField
          kind="user"
          className={classes.field}
          label={m.byPerson}
          help={m.personHelp}
          wrong={m.notAPerson}
          value={person}
          onChange={setPerson}
        />
        <Button
          className={classes.button}
          type="submit"
          variant="outlined"
          disabled={wrong}
        >
          {m.find}
        </Button>
      </div>
      <div className={classes.line}>
        <RangePicker ranges={RANGE_IDS} search={search} onChange={onChange} />
        {props.children}
      </div>
    </form>
  );
}
