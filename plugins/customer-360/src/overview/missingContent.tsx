import LockIcon from '@material-ui/icons/Lock';
import type { MissingInput } from '@customer-360/backstage-plugin-customer-360-common';
import { AskButton } from '../access/AskButton';
import { LabelWords } from '../access/LabelWords';
import { formatDay } from '../format/formatDate';
import { toSentence } from '../format/toSentence';
import type { stateMessages } from '../states/messages';
import type { AnswerTileContent } from './AnswerTile';
import type { overviewMessages } from './messages';

type States = typeof stateMessages.messages;
type Words = typeof overviewMessages.messages;

/**
 * What stands in a tile whose figure is missing: never an empty place, and a
 * lock where it is restricted.
 *
 * @param missing - the inputs that the figure rests on, the main one first
 * @param nothing - what to say where there is simply none
 * @internal
 */
export function missingContent(
  missing: readonly MissingInput[],
  nothing: { value: string; line?: string },
  m: Words,
  states: States,
): AnswerTileContent {
  const [input] = missing;
  // A person knows "Zendesk"; "the help desk" is for when nobody is to blame.
  // One is enough for a tile: the cards have a sentence for each.
  const named = input?.sources?.[0];
  switch (input?.state) {
    case 'denied':
      return {
        restricted: true,
        value: (
          <>
            <LockIcon
              aria-hidden="true"
              style={{ fontSize: 20, verticalAlign: -2 }}
            />{' '}
            {m.restricted}
          </>
        ),
        unit: input.label && <LabelWords label={input.label} />,
        line: input.whoMaySee
          ? { text: toSentence(input.whoMaySee) }
          : undefined,
        ask: <AskButton facet={input.facet} />,
      };
    case 'unavailable':
      return {
        value: m.notAnswering,
        line: {
          text: states.sourceReason(
            named ?? `The ${states.systems[input.facet]}`,
            states.reasons[input.reason ?? 'upstream'],
          ),
          tone: 'watch',
        },
      };
    case 'unlinked':
      return {
        value: m.notLinked,
        line: {
          text: states.unlinked(named ?? `the ${states.systems[input.facet]}`),
        },
      };
    case 'no_access':
      return {
        value: m.hidden,
        line: {
          text: states.noAccess(named ?? `The ${states.systems[input.facet]}`),
        },
      };
    case 'unknown':
      return {
        value: m.notObserved,
        line: {
          text: input.observedSince
            ? m.observedLater(formatDay(input.observedSince))
            : m.notObservedThen,
        },
      };
    case 'unconfigured':
      return {
        value: m.notSetUp,
        line: { text: states.unconfigured(states.systems[input.facet]) },
      };
    default:
      return {
        value: nothing.value,
        line: nothing.line ? { text: nothing.line } : undefined,
      };
  }
}
