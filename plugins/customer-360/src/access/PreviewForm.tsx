import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import {
  SCOPES,
  type RoleDescription,
  type Scope,
} from '@customer-360/backstage-plugin-customer-360-common';
import { useMessages } from '../messages/useMessages';
import { useCustomerKey } from '../view/useCustomerView';
import { previewSearch } from '../view/usePreview';
import { accessMessages } from './messages';

/** Opens the page as a role would see it. @internal */
export function PreviewForm(props: { roles: readonly RoleDescription[] }) {
  const m = useMessages(accessMessages);
  const navigate = useNavigate();
  const base = useRouteRef(entityRouteRef)({
    kind: 'customer',
    ...useCustomerKey(),
  });
  // A role that sees nothing has no page to look at.
  const roles = props.roles.filter(({ scopes }) =>
    SCOPES.some(scope => scopes[scope]),
  );
  const [chosen, setChosen] = useState<string>();
  const [wanted, setWanted] = useState<Scope>();
  const role = roles.find(({ name }) => name === chosen) ?? roles[0];
  if (!role) {
    return <div>{m.previewNone}</div>;
  }
  const scopes = SCOPES.filter(known => role.scopes[known]);
  const scope = scopes.find(known => known === wanted) ?? scopes[0];
  const go = (event: FormEvent) => {
    event.preventDefault();
    navigate(`${base}${previewSearch({ role: role.name, scope })}`);
  };
  return (
    <form onSubmit={go}>
      <p style={{ margin: '0 0 10px' }}>{m.previewIntro}</p>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 10 }}>
        <TextField
          select
          id="customer-360-preview-role"
          size="small"
          variant="outlined"
          style={{ minWidth: 180 }}
          label={m.previewRole}
          value={role.name}
          onChange={event => setChosen(event.target.value)}
        >
          {roles.map(({ name }) => (
            <MenuItem key={name} value={name}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          id="customer-360-preview-scope"
          size="small"
          variant="outlined"
          style={{ minWidth: 210 }}
          label={m.previewScope}
          value={scope}
          onChange={event =>
            setWanted(SCOPES.find(known => known === event.target.value))
          }
        >
          {scopes.map(known => (
            <MenuItem key={known} value={known}>
              {m.previewScopes[known]}
            </MenuItem>
          ))}
        </TextField>
        <Button
          type="submit"
          variant="outlined"
          style={{ textTransform: 'none' }}
        >
          {m.previewGo}
        </Button>
      </div>
    </form>
  );
}
