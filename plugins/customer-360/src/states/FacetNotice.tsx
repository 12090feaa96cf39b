import type {
  FacetId,
  FacetView,
} from '@customer-360/backstage-plugin-customer-360-common';
import { labelText } from '../access/accessText';
import { AskButton } from '../access/AskButton';
import { accessMessages } from '../access/messages';
import { toSentence } from '../format/toSentence';
import { useMessages } from '../messages/useMessages';
import { Locked } from '../parts/Locked';
import { useNow } from '../hooks/useNow';
import { isLate } from './isLate';
import { stateMessages } from './messages';
import { SourceNoticeLine } from './SourceNoticeLine';
import { sourceSentences } from './sourceSentences';

/**
 * What has to be said about a facet besides its data: every state in its own
 * sentence. Nothing for one that is whole and fresh.
 *
 * @internal
 */
export function FacetNotice(props: {
  facet: FacetId;
  view: FacetView | undefined;
}) {
  const { facet, view } = props;
  const m = useMessages(stateMessages);
  const access = useMessages(accessMessages);
  const now = useNow();
  if (!view || view.state === 'unconfigured') {
    return <div>{m.unconfigured(m.systems[facet])}</div>;
  }
  if (view.level === 'none') {
    return (
      <Locked action={<AskButton facet={facet} />}>
        {m.denied(
          toSentence(view.whoMaySee),
          view.label && labelText(view.label, access),
        )}
      </Locked>
    );
  }
  const sentences = view.sources.map(source => ({
    id: source.id,
    late: isLate(source),
    text: sourceSentences(source, now, m).join(' '),
  }));
  const told = sentences.filter(({ text }) => text !== '');
  return (
    <>
      {view.state === 'empty' && <div>{m.empty[facet]}</div>}
      {told.map(({ id, text, late }) => (
        <SourceNoticeLine key={id} facets={[facet]} text={text} late={late} />
      ))}
      {leftOut(view).map(({ labels, whoMaySee }) => (
        <Locked
          key={whoMaySee}
          action={<AskButton facet={facet} labels={labels} />}
        >
          {m.redacted(
            new Intl.ListFormat().format(
              labels.map(label => labelText(label, access)),
            ),
            toSentence(whoMaySee),
          )}
        </Locked>
      ))}
    </>
  );
}

/** Labels of one keeper together, since each sentence names one. */
function leftOut(view: FacetView) {
  const { keepers = [], redacted = [] } = view.level === 'full' ? view : {};
  const keeperOf = (label: string) =>
    keepers.find(keeper => keeper.label === label)?.whoMaySee ?? '';
  return [...new Set(redacted.map(keeperOf))].map(whoMaySee => ({
    whoMaySee,
    labels: redacted.filter(label => keeperOf(label) === whoMaySee),
  }));
}
