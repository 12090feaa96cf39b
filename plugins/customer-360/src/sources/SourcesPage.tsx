import { linksManagePermission } from '@customer-360/backstage-plugin-customer-360-common';
import { useHolds } from '../access/useHolds';
import { PortfolioFrame } from '../customers/PortfolioFrame';
import { useNow } from '../hooks/useNow';
import { useMessages } from '../messages/useMessages';
import { CardSkeleton } from '../parts/CardSkeleton';
import { Locked } from '../parts/Locked';
import { SectionCard } from '../parts/SectionCard';
import { ErrorNotice } from '../states/ErrorNotice';
import { sourcesMessages } from './messages';
import { OrphansCard } from './OrphansCard';
import { SourcesTable } from './SourcesTable';
import { TroubleList } from './TroubleList';
import { useSources } from './useSources';

const SKELETON_ROWS = 5;

/** How the sources are, for those who look after them. @internal */
export function SourcesPage() {
  const m = useMessages(sourcesMessages);
  const now = useNow();
  const managesLinks = useHolds(linksManagePermission);
  const { error, loading, retry, value } = useSources();
  if (error?.kind === 'denied') {
    return (
      <PortfolioFrame>
        <SectionCard title={m.title}>
          <Locked>{m.denial}</Locked>
        </SectionCard>
      </PortfolioFrame>
    );
  }
  return (
    <PortfolioFrame>
      {error && <ErrorNotice error={error} retry={retry} />}
      {value && value.length > 0 && (
        <SectionCard title={m.troubles}>
          <TroubleList sources={value} now={now} />
        </SectionCard>
      )}
      <SectionCard title={m.title} aside={m.intro} busy={loading}>
        {!value && !error && <CardSkeleton rows={SKELETON_ROWS} />}
        {value?.length === 0 && <p style={{ margin: 0 }}>{m.none}</p>}
        {value && value.length > 0 && (
          <SourcesTable sources={value} now={now} />
        )}
      </SectionCard>
      {managesLinks && value && value.length > 0 && (
        <OrphansCard sources={value} now={now} />
      )}
    </PortfolioFrame>
  );
}
