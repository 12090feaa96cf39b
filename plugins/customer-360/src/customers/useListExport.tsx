import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  exportPermission,
  type SavedViewQuery,
} from '@customer-360/backstage-plugin-customer-360-common';
import { useHolds } from '../access/useHolds';
import { customer360PortfolioApiRef } from '../api/PortfolioApi';
import { useFileExport } from '../files/useFileExport';
import { useMessages } from '../messages/useMessages';
import { TextButton } from '../parts/TextButton';
import { stateMessages } from '../states/messages';
import { customersMessages } from './messages';

/** The whole list as a file, for those who may take it along. @internal */
export function useListExport(query: SavedViewQuery) {
  const m = useMessages(customersMessages);
  const states = useMessages(stateMessages);
  const api = useApi(customer360PortfolioApiRef);
  const mayExport = useHolds(exportPermission);
  const asked = JSON.stringify(query);
  const read = useCallback(
    (signal: AbortSignal) => api.export(JSON.parse(asked), { signal }),
    [api, asked],
  );
  const { start, state } = useFileExport(
    read,
    stamp => `customers-${stamp}.csv`,
  );
  const texts = {
    idle: () => '',
    running: () => m.exporting,
    done: () => (state.step === 'done' ? m.exported(state.file) : ''),
    failed: () =>
      state.step === 'failed'
        ? m.exportErrors[state.error.kind] ?? states.errors[state.error.kind]
        : '',
  };
  return {
    /** Said once it has begun. */
    status: texts[state.step](),
    button: mayExport && (
      <TextButton disabled={state.step === 'running'} onClick={start}>
        {m.exportList}
      </TextButton>
    ),
  };
}
