import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Alert from '@material-ui/lab/Alert';
import type { SavedView } from '@customer-360/backstage-plugin-customer-360-common';
import {
  toCustomer360Error,
  type Customer360Error,
} from '../api/Customer360Error';
import { customer360PortfolioApiRef } from '../api/PortfolioApi';
import { useUniqueId } from '../hooks/useUniqueId';
import { useMessages } from '../messages/useMessages';
import { DataTable } from '../parts/DataTable';
import { TextButton } from '../parts/TextButton';
import { stateMessages } from '../states/messages';
import { viewsMessages } from './viewsMessages';

/** Shares views, or no longer, and takes them away. @internal */
export function ManageViewsDialog(props: {
  /** Those that the reader may do something with. */
  views: readonly SavedView[];
  isOwn(view: SavedView): boolean;
  onClose(): void;
  onChanged(): void;
}) {
  const { isOwn, onChanged, onClose, views } = props;
  const m = useMessages(viewsMessages);
  const states = useMessages(stateMessages);
  const api = useApi(customer360PortfolioApiRef);
  const titleId = useUniqueId();
  const [state, setState] = useState<{
    busy: boolean;
    error?: Customer360Error;
  }>({ busy: false });
  const run = (work: () => Promise<unknown>) => {
    setState({ busy: true });
    work().then(
      () => {
        setState({ busy: false });
        onChanged();
      },
      error => setState({ busy: false, error: toCustomer360Error(error) }),
    );
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} fullWidth>
      <DialogTitle id={titleId}>{m.manageTitle}</DialogTitle>
      <DialogContent>
        {state.error && (
          <Alert severity="warning" role="alert">
            {states.errors[state.error.kind]}
          </Alert>
        )}
        {views.length === 0 && <p>{m.none}</p>}
        {views.length > 0 && (
          <DataTable
            caption={m.manageTitle}
            rows={views}
            rowKey={({ id }) => id}
            columns={[
              { id: 'name', title: m.name, render: view => view.title },
              {
                id: 'owner',
                title: m.of,
                render: view =>
                  isOwn(view) ? (
                    m.you
                  ) : (
                    <EntityDisplayName entityRef={view.owner} hideIcon />
                  ),
              },
              {
                id: 'shared',
                title: m.seenBy,
                render: view => (view.shared ? m.everybody : m.you),
              },
              {
                id: 'change',
                title: m.change,
                align: 'right',
                render: view => (
                  <span style={{ display: 'inline-flex', gap: 12 }}>
                    {isOwn(view) && (
                      <TextButton
                        disabled={state.busy}
                        onClick={() =>
                          run(() =>
                            api.changeView(view.id, {
                              title: view.title,
                              query: view.query,
                              shared: !view.shared,
                            }),
                          )
                        }
                      >
                        {view.shared
                          ? m.unshare(view.title)
                          : m.shareOne(view.title)}
                      </TextButton>
                    )}
                    <TextButton
                      disabled={state.busy}
                      onClick={() => run(() => api.removeView(view.id))}
                    >
                      {m.remove(view.title)}
                    </TextButton>
                  </span>
                ),
              },
            ]}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} style={{ textTransform: 'none' }}>
          {m.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
