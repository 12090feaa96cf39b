import { useState } from 'react';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import {
  linkConfidence,
  type CandidateRule,
  type Conflict,
  type ConflictSide,
  type CustomerView,
  type FacetSourceView,
} from '@customer-360/backstage-plugin-customer-360-common';
import { tokensFor } from '../design/tokens';
import { formatClock } from '../format/formatDate';
import { useMessages } from '../messages/useMessages';
import { SourceLink } from '../parts/SourceLink';
import { TextButton } from '../parts/TextButton';
import { ToneText } from '../parts/ToneText';
import { isLate } from '../states/isLate';
import { facetOf } from '../view/facetOf';
import { useNow } from '../hooks/useNow';
import { overviewMessages } from './messages';

const useStyles = makeStyles(
  theme => {
    const tokens = tokensFor(theme.palette.type);
    return {
      root: {
        background: tokens.tintWatch,
        color: theme.palette.text.primary,
        borderRadius: 8,
        padding: '7px 12px',
        marginBottom: 12,
        fontSize: 12.5,
        lineHeight: 1.45,
      },
      row: { display: 'flex', flexWrap: 'wrap', gap: '2px 18px' },
      right: { marginLeft: 'auto', color: tokens.soft },
      panel: {
        padding: theme.spacing(1.5, 2),
        maxWidth: 420,
        fontSize: 13,
        fontFamily: theme.typography.fontFamily,
      },
      conflict: { margin: theme.spacing(0, 0, 1) },
    };
  },
  { name: 'Customer360NoticeBanner' },
);

/** Sources that are late, by title, each with the oldest that is shown of it. */
function lateSources(view: CustomerView): FacetSourceView[] {
  const late = new Map<string, FacetSourceView>();
  for (const source of sourcesOf(view).filter(isLate)) {
    const known = late.get(source.title);
    if (!known || (source.fetchedAt ?? '') < (known.fetchedAt ?? '')) {
      late.set(source.title, source);
    }
  }
  return [...late.values()];
}

/**
 * Sources whose account only looks like the customer's, by title, with what it
 * was found by.
 */
function unsureSources(view: CustomerView): Array<[string, CandidateRule]> {
  return [
    ...new Map(
      sourcesOf(view).flatMap(({ foundBy, title }) =>
        foundBy && linkConfidence(foundBy) === 'low'
          ? [[title, foundBy] as const]
          : [],
      ),
    ),
  ];
}

function sourcesOf({ sections }: CustomerView): FacetSourceView[] {
  return Object.values(sections).flatMap(({ facets }) =>
    Object.values(facets).flatMap(
      facet => facet.sources as readonly FacetSourceView[],
    ),
  );
}

/**
 * What must be known before the figures are read: pinned warnings, sources that
 * contradict each other, sources that do not answer, accounts that only look like
 * the customer's. Absent when there is none.
 *
 * @internal
 */
export function NoticeBanner(props: { view: CustomerView }) {
  const { view } = props;
  const classes = useStyles();
  const m = useMessages(overviewMessages);
  const now = useNow();
  const account = facetOf(view, 'account');
  const warnings =
    (account && account.level !== 'none' ? account.summary?.warnings : []) ??
    [];
  const [conflict, ...others] = view.conflicts;
  const late = lateSources(view);
  const unsure = unsureSources(view);
  if (
    warnings.length === 0 &&
    !conflict &&
    late.length === 0 &&
    unsure.length === 0
  ) {
    return null;
  }
  const lateText = late
    .map(({ title, reason, asOf, fetchedAt }) => {
      const at = asOf ?? fetchedAt;
      return m.sourceLate(
        title,
        m.lateReasons[reason ?? 'timeout'],
        at && formatClock(at, now),
      );
    })
    .join(' · ');
  return (
    <div className={classes.root} role="note">
      {warnings.map(warning => (
        <div key={`${warning.source}/${warning.id}`} className={classes.row}>
          <ToneText tone="watch" strong>
            <SourceLink url={warning.url}>{warning.text}</SourceLink>
          </ToneText>
        </div>
      ))}
      {unsure.map(([title, rule]) => (
        <div key={title} className={classes.row}>
          <ToneText tone="watch">
            {m.unsureLink(title, m.foundBy[rule])}
          </ToneText>
        </div>
      ))}
      <div className={classes.row}>
        {conflict && (
          <>
            <ToneText tone="watch" strong>
              {conflict.text}
            </ToneText>
            <span>{conflict.sides.map(sideText).join(' · ')}</span>
            <ConflictButton conflicts={[conflict, ...others]} />
          </>
        )}
        {late.length > 0 && conflict && (
          <span className={classes.right}>{lateText}</span>
        )}
        {late.length > 0 && !conflict && (
          <ToneText tone="watch">{lateText}</ToneText>
        )}
      </div>
    </div>
  );
}

function sideText({ source, text }: ConflictSide): string {
  return `${source} ${text}`;
}

function ConflictButton(props: { conflicts: readonly Conflict[] }) {
  const { conflicts } = props;
  const classes = useStyles();
  const m = useMessages(overviewMessages);
  const [anchor, setAnchor] = useState<Element>();
  return (
    <span>
      <TextButton onClick={setAnchor}>
        {conflicts.length > 1
          ? `${m.seeBoth}, ${m.more(conflicts.length - 1)}`
          : m.seeBoth}
      </TextButton>
      <Popover
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        PaperProps={{ role: 'dialog', 'aria-label': m.conflictTitle }}
      >
        <div className={classes.panel}>
          {conflicts.map(({ id, text, sides }) => (
            <div key={id} className={classes.conflict}>
              <b>{text}</b>
              {sides.map(side => (
                <div key={`${side.source}/${side.text}`}>
                  <SourceLink prominent url={side.url}>
                    {sideText(side)}
                  </SourceLink>
                </div>
              ))}
            </div>
          ))}
        </div>
      </Popover>
    </span>
  );
}
