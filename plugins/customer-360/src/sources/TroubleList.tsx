import type { SourceReport } from '@customer-360/backstage-plugin-customer-360-common';
import { accessMessages } from '../access/messages';
import { ageMessages } from '../format/formatAge';
import { useMessages } from '../messages/useMessages';
import { ToneShape } from '../parts/ToneShape';
import { stateMessages } from '../states/messages';
import { sourcesMessages } from './messages';
import { troublesOf } from './troublesOf';
import { troubleText } from './troubleText';
import { listOf } from '../format/listOf';

/** What somebody has to look after, over all sources. @internal */
export function TroubleList(props: {
  sources: readonly SourceReport[];
  now: Date;
}) {
  const { now, sources } = props;
  const words = {
    m: useMessages(sourcesMessages),
    states: useMessages(stateMessages),
    access: useMessages(accessMessages),
    ages: useMessages(ageMessages),
  };
  const troubles = sources
    .flatMap(source =>
      troublesOf(source, now).map(trouble => ({
        source,
        tone: trouble.tone,
        text: troubleText(trouble, source, sources, now, words),
      })),
    )
    .sort((a, b) => Number(b.tone === 'down') - Number(a.tone === 'down'));
  if (troubles.length === 0) {
    const unasked = sources.filter(({ state }) => state === 'unknown');
    return (
      <p style={{ margin: 0 }}>
        {unasked.length > 0
          ? words.m.noneKnown(listOf(unasked.map(({ title }) => title)))
          : words.m.noTroubles}
      </p>
    );
  }
  return (
    <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
      {troubles.map(({ source, text, tone }) => (
        <li
          key={`${source.id} ${text}`}
          style={{ display: 'flex', gap: 8, padding: '3px 0' }}
        >
          <span style={{ paddingTop: 1 }}>
            <ToneShape tone={tone} />
          </span>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
