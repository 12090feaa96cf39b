import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  DEFAULT_RULE_SETTINGS,
  PORTFOLIO_SORTS,
  type PortfolioQuery,
  type PortfolioSort,
  type SavedViewQuery,
  type SortDirection,
} from '@customer-360/backstage-plugin-customer-360-common';

/** What the list shows, and in which order. @internal */
export interface ListChoice {
  mine: boolean;
  text: string;
  segment: string;
  lifecycle: string;
  /** `user:default/mara`; empty for whomever's. */
  owner: string;
  renewing: boolean;
  dormant: boolean;
  urgent: boolean;
  sort: PortfolioSort;
  direction: SortDirection;
  /** From the page before; undefined for the first page. */
  cursor?: string;
}

export const PAGE_SIZE = 25;

/** What is worth looking at first of each. */
const FIRST: Readonly<Record<PortfolioSort, SortDirection>> = {
  risk: 'asc',
  name: 'asc',
  owner: 'asc',
  mrr: 'desc',
  mrrChange: 'asc',
  renews: 'asc',
  notice: 'asc',
  health: 'asc',
  coverage: 'asc',
  severity1: 'desc',
  oldest: 'asc',
};

const FLAGS = ['renewing', 'dormant', 'urgent'] as const;
const WORDS = ['segment', 'lifecycle', 'owner'] as const;

/** The list as it stands in the URL: a link shows the same list. @internal */
export function useListParams(): {
  choice: ListChoice;
  /** False while nobody has chosen between one's own and all. */
  scopeChosen: boolean;
  change: (change: Partial<ListChoice>) => void;
  /** In this order, and in the other direction where it is already. */
  sortBy: (sort: PortfolioSort) => void;
  /** Shows all until somebody chooses, and leaves the address alone. */
  beginWithAll: () => void;
} {
  const [params, setParams] = useSearchParams();
  const [allFirst, setAllFirst] = useState(false);
  const scope = params.get('scope') ?? (allFirst ? 'all' : 'mine');
  const choice = useMemo(() => choiceOf(params, scope), [params, scope]);
  const change = useCallback(
    (changed: Partial<ListChoice>) =>
      setParams(
        before => changedParams(before, changed, scope),
        // Back leads to the page before, not to the word half typed.
        { replace: changed.text !== undefined },
      ),
    [setParams, scope],
  );
  const { sort, direction } = choice;
  const sortBy = useCallback(
    (by: PortfolioSort) => {
      const turned = direction === 'asc' ? 'desc' : 'asc';
      change({
        sort: by,
        direction: by === sort && by !== 'risk' ? turned : FIRST[by],
      });
    },
    [change, sort, direction],
  );
  const beginWithAll = useCallback(() => setAllFirst(true), []);
  return {
    choice,
    scopeChosen: params.has('scope'),
    change,
    sortBy,
    beginWithAll,
  };
}

function choiceOf(params: URLSearchParams, scope: string): ListChoice {
  const sort =
    PORTFOLIO_SORTS.find(known => known === params.get('sort')) ?? 'risk';
  const direction = params.get('dir');
  return {
    mine: scope !== 'all',
    text: params.get('q') ?? '',
    segment: params.get('segment') ?? '',
    lifecycle: params.get('lifecycle') ?? '',
    owner: params.get('owner') ?? '',
    renewing: params.has('renewing'),
    dormant: params.has('dormant'),
    urgent: params.has('urgent'),
    sort,
    direction:
      direction === 'asc' || direction === 'desc' ? direction : FIRST[sort],
    cursor: params.get('cursor') ?? undefined,
  };
}

function changedParams(
  before: URLSearchParams,
  changed: Partial<ListChoice>,
  scope: string,
): URLSearchParams {
  const after = new URLSearchParams(before);
  const set = (key: string, value: string | undefined) =>
    value ? after.set(key, value) : after.delete(key);
  // A cursor belongs to one query; another filter is another query.
  set('cursor', changed.cursor);
  // Once the list was touched, its address shows the same list to all.
  set('scope', scope);
  if (changed.mine !== undefined) {
    set('scope', changed.mine ? 'mine' : 'all');
  }
  if (changed.text !== undefined) {
    set('q', changed.text);
  }
  for (const key of WORDS) {
    if (changed[key] !== undefined) {
      set(key, changed[key]);
    }
  }
  for (const key of FLAGS) {
    if (changed[key] !== undefined) {
      set(key, changed[key] ? 'yes' : undefined);
    }
  }
  if (changed.sort !== undefined) {
    set('sort', changed.sort === 'risk' ? undefined : changed.sort);
    set(
      'dir',
      changed.direction === FIRST[changed.sort] ? undefined : changed.direction,
    );
  }
  return after;
}

/** What is asked of the service. @internal */
export function queryOfChoice(choice: ListChoice): PortfolioQuery {
  const { cursor } = choice;
  return {
    ...listOfChoice(choice),
    limit: PAGE_SIZE,
    ...(cursor && { cursor }),
  };
}

/** Which customers and in which order, wherever one is in the list. @internal */
export function listOfChoice(choice: ListChoice): SavedViewQuery {
  const { direction, lifecycle, mine, owner, segment, sort } = choice;
  const text = choice.text.trim();
  return {
    filter: {
      ...(mine && { mine }),
      ...(text && { text: text.slice(0, 200) }),
      ...(segment && { segment }),
      ...(lifecycle && { lifecycle }),
      ...(owner && { owner: owner.slice(0, 255) }),
      ...(choice.renewing && {
        renewsWithinDays: DEFAULT_RULE_SETTINGS.renewalDays,
      }),
      ...(choice.dormant && {
        dormantDays: DEFAULT_RULE_SETTINGS.dormantAfterDays,
      }),
      ...(choice.urgent && { severity1: true }),
    },
    sort,
    direction,
  };
}

/** The other way round: what the list shows of a view that was kept. @internal */
export function choiceOfList({
  filter = {},
  sort = 'risk',
  direction,
}: SavedViewQuery): ListChoice {
  return {
    mine: filter.mine ?? false,
    text: filter.text ?? '',
    segment: filter.segment ?? '',
    lifecycle: filter.lifecycle ?? '',
    owner: filter.owner ?? '',
    renewing: filter.renewsWithinDays !== undefined,
    dormant: filter.dormantDays !== undefined,
    urgent: filter.severity1 ?? false,
    sort,
    direction: direction ?? FIRST[sort],
  };
}
