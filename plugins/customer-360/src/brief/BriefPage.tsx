import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { themes } from '@backstage/theme';
import Button from '@material-ui/core/Button';
import { makeStyles, ThemeProvider } from '@material-ui/core/styles';
import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { customer360ApiRef } from '../api/Customer360Api';
import { tokensFor } from '../design/tokens';
import { useCall } from '../hooks/useCall';
import { useOwnRef } from '../hooks/useOwnRef';
import { useMessages } from '../messages/useMessages';
import { TextButton } from '../parts/TextButton';
import { OverviewSkeleton } from '../overview/OverviewSkeleton';
import { ErrorNotice } from '../states/ErrorNotice';
import { useCustomerKey } from '../view/useCustomerView';
import { BriefSheet } from './BriefSheet';
import { briefMessages } from './messages';
import { withBrief } from './useBrief';

const useStyles = makeStyles(
  theme => ({
    root: {
      fontFamily: theme.typography.fontFamily,
      color: theme.palette.text.primary,
    },
    tools: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 14,
      maxWidth: 760,
      margin: '0 auto 12px',
      fontSize: 12.5,
    },
    button: { textTransform: 'none' },
    note: { color: tokensFor(theme.palette.type).soft, flex: 1, minWidth: 200 },
  }),
  { name: 'Customer360BriefPage' },
);

/** Paper is white, whatever the portal is. */
const paperTheme = themes.light.getTheme('v4') as object;

/** The meeting brief, read for it alone, as it will be printed. @internal */
export function BriefPage() {
  const classes = useStyles();
  const m = useMessages(briefMessages);
  const api = useApi(customer360ApiRef);
  const { namespace, name } = useCustomerKey();
  const personRef = useOwnRef();
  const [, setParams] = useSearchParams();
  const call = useCallback(
    async (signal: AbortSignal) => ({
      view: await api.brief({ namespace, name }, { signal }),
      at: new Date(),
    }),
    [api, namespace, name],
  );
  const { value, error, loading, retry } = useCall<{
    view: CustomerView;
    at: Date;
  }>(call);
  return (
    <div className={classes.root} aria-busy={loading}>
      <div className={classes.tools}>
        <Button
          className={classes.button}
          size="small"
          variant="contained"
          color="primary"
          disabled={!value}
          onClick={() => window.print()}
        >
          {m.print}
        </Button>
        <span className={classes.note} role="status">
          {value && m.recorded}
          {!value && loading && m.loading}
        </span>
        <TextButton
          onClick={() => setParams(params => withBrief(params, false))}
        >
          {m.back}
        </TextButton>
      </div>
      {error && <ErrorNotice error={error} retry={retry} />}
      {!value && loading && <OverviewSkeleton />}
      {value && (
        <ThemeProvider theme={paperTheme}>
          <BriefSheet {...value} personRef={personRef} />
        </ThemeProvider>
      )}
    </div>
  );
}
