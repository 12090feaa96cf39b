import { useCallback, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  SECTIONS,
  type FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import { customer360AccessApiRef } from '../api/AccessApi';
import { useCall } from '../hooks/useCall';
import { useMessages } from '../messages/useMessages';
import { ErrorNotice } from '../states/ErrorNotice';
import { useCustomerKey, useCustomerView } from '../view/useCustomerView';
import { AskDialogFrame } from './AskDialogFrame';
import { AskFields } from './AskFields';
import { AskSelect } from './AskSelect';
import { beginAsking, type AskForm } from './askForm';
import { accessMessages } from './messages';

/** Within this time a grant counts everywhere. */
const EFFECTIVE_MS = 5_000;

/** Asks to see more of this customer, or opens it in an emergency. @internal */
export function AskDialog(props: {
  /** What was missing; undefined where it is asked in general. */
  facet?: FacetId;
  /** Of fields that were taken out of the facet. */
  labels?: readonly string[];
  onClose(): void;
}) {
  const { facet, labels, onClose } = props;
  const m = useMessages(accessMessages);
  const { entity } = useEntity();
  const { namespace, name } = useCustomerKey();
  const { store } = useCustomerView();
  const api = useApi(customer360AccessApiRef);
  const [written, setWritten] = useState<AskForm>();
  const { error, loading, retry, value } = useCall(
    useCallback(
      (signal: AbortSignal) => api.getAccess({ namespace, name }, { signal }),
      [api, namespace, name],
    ),
  );
  const form =
    written ?? (value && beginAsking(value, { facet, labels }, new Date()));
  const segment =
    typeof entity.spec?.segment === 'string' ? entity.spec.segment : undefined;

  return (
    <AskDialogFrame
      form={form}
      onClose={onClose}
      onAsked={({ breakGlass }) => {
        if (breakGlass) {
          setTimeout(() => void store.load(), EFFECTIVE_MS);
        }
      }}
    >
      {value && form && (
        <AskFields
          form={form}
          customer={{ kind: 'customer', ref: value.customer.ref }}
          sections={SECTIONS.filter(id =>
            value.facets.some(({ section }) => section === id),
          )}
          labels={value.labels.flatMap(it => (it.held ? [] : [it.label]))}
          onChange={setWritten}
          scope={
            <AskSelect
              id="scope"
              label={m.askScope}
              value={form.scope.kind}
              disabled={form.minutes !== undefined || !segment}
              onChange={kind =>
                setWritten({
                  ...form,
                  scope:
                    kind === 'segment' && segment
                      ? { kind: 'segment', segment }
                      : { kind: 'customer', ref: value.customer.ref },
                })
              }
              options={[
                {
                  value: 'customer',
                  text: m.askCustomer(value.customer.title),
                },
                ...(segment
                  ? [{ value: 'segment', text: m.askSegment(segment) }]
                  : []),
              ]}
            />
          }
        />
      )}
      {loading && !value && <div role="status">{m.askLoading}</div>}
      {error && <ErrorNotice error={error} retry={retry} />}
    </AskDialogFrame>
  );
}
