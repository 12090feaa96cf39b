import type { ReactNode } from 'react';
import LockIcon from '@material-ui/icons/Lock';
import type {
  PortfolioRow,
  PortfolioSection,
} from '@customer-360/backstage-plugin-customer-360-common';
import { useTokens } from '../design/useTokens';
import { useMessages } from '../messages/useMessages';
import { customersMessages } from './messages';

/** What may not be seen has a lock, and what is not known a dash. @internal */
export function RowCell(props: {
  row: PortfolioRow;
  section: PortfolioSection;
  children?: ReactNode;
}) {
  const { children, row, section } = props;
  const m = useMessages(customersMessages);
  const tokens = useTokens();
  if (row.hidden.includes(section)) {
    return (
      <LockIcon
        titleAccess={m.restricted}
        style={{ fontSize: 13, verticalAlign: -2, color: tokens.soft }}
      />
    );
  }
  return <>{children ?? <span title={m.unknown}>–</span>}</>;
}
