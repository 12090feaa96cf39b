import { useCallback, useState, type FormEvent } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import type { PersonAccess } from '@customer-360/backstage-plugin-customer-360-common';
import { givenText, reasonText } from '../access/accessText';
import { accessMessages } from '../access/messages';
import { customer360AccessApiRef } from '../api/AccessApi';
import type { CustomerKey } from '../api/Customer360Api';
import { useCall } from '../hooks/useCall';
import { useMessages } from '../messages/useMessages';
import { SectionCard } from '../parts/SectionCard';
import { ErrorNotice } from '../states/ErrorNotice';
import { rolesMessages } from './messages';
import { RolesTable } from './RolesTable';

const MAX_LENGTH = 255;

/** `mara`, `default/mara` and `user:default/mara` are the same person. */
function personOf(text: string): CustomerKey | undefined {
  try {
    const { namespace, name } = parseEntityRef(text.trim(), {
      defaultKind: 'user',
      defaultNamespace: 'default',
    });
    return { namespace, name };
  } catch {
    return undefined;
  }
}

/** What one person may see, of whichever customer. @internal */
export function PersonCard() {
  const m = useMessages(rolesMessages);
  const api = useApi(customer360AccessApiRef);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<CustomerKey>();
  const call = useCall(
    useCallback(
      (signal: AbortSignal) =>
        asked ? api.getPerson(asked, { signal }) : Promise.resolve(undefined),
      [api, asked],
    ),
  );
  const find = (event: FormEvent) => {
    event.preventDefault();
    setAsked(personOf(text));
  };
  const unknown = call.error?.kind === 'not_found';
  let status = '';
  if (asked && call.loading) {
    status = m.finding;
  } else if (unknown) {
    status = m.unknownPerson;
  }
  return (
    <SectionCard title={m.personTitle} busy={call.loading}>
      <form
        onSubmit={find}
        style={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 10,
          alignItems: 'flex-start',
          paddingTop: 4,
        }}
      >
        <TextField
          id="customer-360-person"
          size="small"
          variant="outlined"
          style={{ minWidth: 280 }}
          label={m.personLabel}
          helperText={m.personHelp}
          value={text}
          inputProps={{ maxLength: MAX_LENGTH, autoComplete: 'off' }}
          onChange={event => setText(event.target.value)}
        />
        <Button
          type="submit"
          variant="outlined"
          style={{ textTransform: 'none', height: 40 }}
          disabled={personOf(text) === undefined}
        >
          {m.find}
        </Button>
      </form>
      <div role="status">{status}</div>
      {call.error && !unknown && (
        <ErrorNotice error={call.error} retry={call.retry} />
      )}
      {call.value && <Person access={call.value} />}
    </SectionCard>
  );
}

function Person(props: { access: PersonAccess }) {
  const { grants, name, person, roles } = props.access;
  const m = useMessages(rolesMessages);
  const access = useMessages(accessMessages);
  return (
    <>
      <p>
        {m.personRoles(name ?? person, roles.map(role => role.name).join(', '))}
      </p>
      {roles.length > 0 && <RolesTable roles={roles} />}
      <h3 style={{ fontSize: 13, margin: '12px 0 4px' }}>{m.grants}</h3>
      {grants.length === 0 && <div>{m.noGrants}</div>}
      <ul style={{ margin: 0, paddingLeft: 18 }}>
        {grants.map(grant => (
          <li key={grant.grant}>
            {grant.scope.kind === 'customer' ? (
              <EntityRefLink
                entityRef={grant.scope.ref}
                hideIcon
                disableTooltip
              />
            ) : (
              m.segment(grant.scope.segment)
            )}
            : {givenText(grant, access)}, {reasonText(grant, access)}
          </li>
        ))}
      </ul>
    </>
  );
}
