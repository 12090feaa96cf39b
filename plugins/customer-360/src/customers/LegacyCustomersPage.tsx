import { Content, Header, Page } from '@backstage/core-components';
import { useMessages } from '../messages/useMessages';
import { CustomersRouter } from './CustomersRouter';
import { customersMessages } from './messages';

/** The pages under `/customers` with the header that the legacy system leaves to them. @public */
export function LegacyCustomersPage() {
  const m = useMessages(customersMessages);
  return (
    <Page themeId="home">
      <Header title={m.title} />
      <Content noPadding>
        <div style={{ paddingTop: 16 }}>
          <CustomersRouter />
        </div>
      </Content>
    </Page>
  );
}
