import { Link } from '@backstage/core-components';
import type {
  CustomerView,
  MissingInput,
} from '@customer-360/backstage-plugin-customer-360-common';
import { labelText } from '../access/accessText';
import { AskButton } from '../access/AskButton';
import { accessMessages } from '../access/messages';
import { freshnessOfAnswer } from '../format/freshness';
import { toSentence } from '../format/toSentence';
import { useMessages } from '../messages/useMessages';
import { Locked } from '../parts/Locked';
import { SectionCard } from '../parts/SectionCard';
import { ToneText } from '../parts/ToneText';
import { stateMessages } from '../states/messages';
import { useTabPath } from '../hooks/useTabPath';
import { overviewMessages } from './messages';
import { MoreRows, useMaxRows } from './MoreRows';
import { UpcomingTable } from './UpcomingTable';

/** What is to come, from all the sources that the reader may see. @internal */
export function ComingUpCard(props: { view: CustomerView }) {
  const { answers, upcoming } = props.view;
  const m = useMessages(overviewMessages);
  const states = useMessages(stateMessages);
  const access = useMessages(accessMessages);
  const tabPath = useTabPath();
  const maxRows = useMaxRows();
  const nouns = (inputs: readonly MissingInput[]) =>
    inputs.map(({ facet }) => states.nouns[facet]).join(', ');
  const denied = answers.next.missing.filter(({ state }) => state === 'denied');
  const partial = answers.next.missing.filter(
    ({ state }) => state === 'partial',
  );
  const unlinked = answers.next.missing.filter(
    ({ state }) => state === 'unlinked',
  );
  const unread = answers.next.missing.filter(
    ({ state }) =>
      !['denied', 'partial', 'empty', 'unconfigured', 'unlinked'].includes(
        state,
      ),
  );
  // Two labels may have two keepers; each sentence names one of both.
  const keyOf = ({ label, whoMaySee }: MissingInput) => `${label}/${whoMaySee}`;
  const restrictions = [...new Set(denied.map(keyOf))].map(key =>
    denied.filter(input => keyOf(input) === key),
  );
  const complete =
    denied.length + partial.length + unread.length + unlinked.length === 0;
  return (
    <SectionCard
      title={m.comingCard}
      freshness={freshnessOfAnswer(answers.next.provenance)}
      foot={<Link to={tabPath('upcoming')}>{m.comingMore}</Link>}
    >
      {upcoming.length > 0 && (
        <UpcomingTable items={upcoming.slice(0, maxRows)} />
      )}
      {upcoming.length === 0 && complete && <div>{m.nothingNext}</div>}
      <MoreRows total={upcoming.length} />
      {unread.length > 0 && (
        <div>
          <ToneText tone="watch">{m.unreadInputs(nouns(unread))}</ToneText>
        </div>
      )}
      {unlinked.length > 0 && <div>{m.unlinkedInputs(nouns(unlinked))}</div>}
      {partial.length > 0 && <div>{m.partialInputs(nouns(partial))}</div>}
      {restrictions.map(inputs => (
        <div key={keyOf(inputs[0])} style={{ marginTop: 6 }}>
          <Locked action={<AskButton facet={inputs[0].facet} />}>
            {m.deniedInputs(
              nouns(inputs),
              inputs[0].label && labelText(inputs[0].label, access),
            )}{' '}
            {toSentence(inputs[0].whoMaySee ?? '')}
          </Locked>
        </div>
      ))}
    </SectionCard>
  );
}
