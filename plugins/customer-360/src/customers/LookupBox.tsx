import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useLocation } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  LOOKUP_KINDS,
  type LookupKind,
  type LookupResult,
} from '@customer-360/backstage-plugin-customer-360-common';
import { customer360ApiRef } from '../api/Customer360Api';
import {
  isAbort,
  toCustomer360Error,
  type Customer360Error,
} from '../api/Customer360Error';
import { FIND } from '../hands/findAnchor';
import { useMessages } from '../messages/useMessages';
import { SectionCard } from '../parts/SectionCard';
import { RecentList } from '../recent/RecentList';
import { ErrorNotice } from '../states/ErrorNotice';
import { customersMessages } from './messages';

const useStyles = makeStyles(
  {
    form: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: 10,
      paddingTop: 4,
      '& input, & [role="button"]': { fontSize: 14 },
    },
    kind: { minWidth: 180 },
    value: { flex: 1, minWidth: 260 },
    button: { textTransform: 'none' },
    list: { margin: '6px 0', paddingLeft: 18 },
  },
  { name: 'Customer360LookupBox' },
);

/** Longest value that the service takes. */
const MAX_LENGTH = 200;

/** Finds a customer by what a caller gives. @internal */
export function LookupBox() {
  const classes = useStyles();
  const m = useMessages(customersMessages);
  const api = useApi(customer360ApiRef);
  const [kind, setKind] = useState<LookupKind>('email');
  const [value, setValue] = useState('');
  const [state, setState] = useState<{
    busy: boolean;
    result?: LookupResult;
    error?: Customer360Error;
  }>({ busy: false });
  const abort = useRef<AbortController>();
  const input = useRef<HTMLInputElement>(null);
  const { hash, key } = useLocation();
  useEffect(() => {
    if (hash === FIND) {
      input.current?.focus();
    }
    // The key differs where one asks for the same address again.
  }, [hash, key]);

  const find = async (event?: FormEvent) => {
    event?.preventDefault();
    const wanted = value.trim();
    if (!wanted) {
      return;
    }
    abort.current?.abort();
    const mine = new AbortController();
    abort.current = mine;
    setState({ busy: true });
    try {
      const result = await api.lookup(
        { kind, value: wanted },
        { signal: mine.signal },
      );
      if (abort.current === mine) {
        setState({ busy: false, result });
      }
    } catch (error) {
      if (abort.current === mine && !isAbort(error)) {
        setState({ busy: false, error: toCustomer360Error(error) });
      }
    }
  };

  const { busy, result, error } = state;
  let status = '';
  if (busy) {
    status = m.finding;
  } else if (result) {
    status =
      result.customers.length === 0
        ? m.lookupNone
        : m.found(result.customers.length);
  }
  return (
    <SectionCard title={m.lookupTitle} busy={busy}>
      <form className={classes.form} onSubmit={find}>
        <TextField
          select
          className={classes.kind}
          size="small"
          variant="outlined"
          id="customer-360-lookup-kind"
          label={m.lookupKind}
          value={kind}
          onChange={event =>
            setKind(
              LOOKUP_KINDS.find(known => known === event.target.value) ??
                'email',
            )
          }
        >
          {LOOKUP_KINDS.map(known => (
            <MenuItem key={known} value={known}>
              {m.lookupKinds[known]}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          className={classes.value}
          size="small"
          variant="outlined"
          id="customer-360-lookup-value"
          label={m.lookupValue}
          value={value}
          inputRef={input}
          inputProps={{ maxLength: MAX_LENGTH, autoComplete: 'off' }}
          onChange={event => setValue(event.target.value)}
        />
        <Button
          className={classes.button}
          type="submit"
          variant="outlined"
          disabled={busy || value.trim() === ''}
        >
          {m.find}
        </Button>
      </form>
      <div role="status">{status}</div>
      {error && <ErrorNotice error={error} retry={() => void find()} />}
      {result && (
        <>
          {result.customers.length > 0 && (
            <ul className={classes.list}>
              {result.customers.map(
                ({ ref, namespace, name, title, source }) => (
                  <li key={`${ref}/${source}`}>
                    <EntityRefLink
                      entityRef={{ kind: 'customer', namespace, name }}
                      title={title}
                      hideIcon
                      disableTooltip
                    />{' '}
                    <small>{m.knownBy(source)}</small>
                  </li>
                ),
              )}
            </ul>
          )}
          {result.unavailable.length > 0 && (
            <div>{m.couldNotAsk(result.unavailable.join(', '))}</div>
          )}
        </>
      )}
      <RecentList />
    </SectionCard>
  );
}
