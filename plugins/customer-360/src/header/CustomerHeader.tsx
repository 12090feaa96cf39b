import {
  customerDomain,
  isCustomerEntity,
  type CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteRef,
  EntityRefLink,
  FavoriteEntity,
  useEntity,
} from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { PreviewBanner } from '../access/PreviewBanner';
import { tokensFor } from '../design/tokens';
import { capitalize } from '../format/capitalize';
import { useMessages } from '../messages/useMessages';
import { Chip } from '../parts/Chip';
import { customersRouteRef } from '../routes';
import { AsOfPicker } from '../past/AsOfPicker';
import { usePastDay } from '../past/usePastDay';
import { useRefreshOfTab } from '../states/useRefreshOfTab';
import { facetOf } from '../view/facetOf';
import { useCustomerKey, useCustomerView } from '../view/useCustomerView';
import { changesBySection } from './changesBySection';
import { HeaderTabs, type HeaderTab } from './HeaderTabs';
import { headerMessages } from './messages';
import { LocalTime } from './LocalTime';
import { MoreMenu } from './MoreMenu';
import { Person } from './Person';
import { PrimaryContact } from './PrimaryContact';
import { sortTabs } from './sortTabs';

const useStyles = makeStyles(
  theme => {
    const tokens = tokensFor(theme.palette.type);
    return {
      root: {
        fontFamily: theme.typography.fontFamily,
        color: theme.palette.text.primary,
        fontSize: 12.5,
        lineHeight: 1.45,
        padding: '0 20px',
        // The portal's own bar above leaves 24 px, which a dense page needs.
        margin: '-10px 0 12px',
      },
      top: { display: 'flex', alignItems: 'flex-start', gap: 12 },
      words: { minWidth: 0, flex: 1 },
      crumb: { color: tokens.soft, fontSize: 12 },
      title: {
        fontSize: 24,
        lineHeight: '30px',
        fontWeight: 700,
        margin: '2px 0 4px',
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 10,
        color: theme.palette.text.primary,
      },
      people: {
        display: 'flex',
        flexWrap: 'wrap',
        gap: '2px 18px',
        color: tokens.soft,
        alignItems: 'center',
        minHeight: 24,
        marginBottom: 6,
        '& b': { color: theme.palette.text.primary, fontWeight: 500 },
      },
      tools: { display: 'flex', gap: 6, alignItems: 'center' },
      button: { textTransform: 'none' },
    };
  },
  { name: 'Customer360Header' },
);

/**
 * The catalog's own shape of tabs: single ones, and groups of several.
 *
 * @public
 */
export interface CustomerHeaderProps {
  tabs: ReadonlyArray<
    HeaderTab | { id: string; label: string; items: HeaderTab[] }
  >;
  activeTabId?: string;
}

/** Who they are, who looks after them, and the tabs: in 150 pixels. @public */
export function CustomerHeader(props: CustomerHeaderProps) {
  const { entity } = useEntity();
  return isCustomerEntity(entity) ? (
    <Header entity={entity} {...props} />
  ) : null;
}

function Header(props: CustomerHeaderProps & { entity: CustomerEntity }) {
  const { entity } = props;
  const classes = useStyles();
  const m = useMessages(headerMessages);
  const { view } = useCustomerView();
  const { refresh, busy, allowed } = useRefreshOfTab();
  const pastDay = usePastDay();
  const customersLink = useRouteRef(customersRouteRef)();
  const base = useRouteRef(entityRouteRef)({
    kind: 'customer',
    ...useCustomerKey(),
  });
  const { segment, lifecycle, parent, team = [] } = entity.spec;
  const account = view && facetOf(view, 'account');
  const children =
    (account && account.level !== 'none'
      ? account.summary?.children.length
      : 0) ?? 0;
  const plan = view?.answers.pays.plan;
  return (
    <header className={classes.root}>
      <div className={classes.top}>
        <div className={classes.words}>
          <div className={classes.crumb}>
            <Link to={customersLink}>{m.customers}</Link>
            {parent && (
              <>
                {' · '}
                <EntityRefLink
                  entityRef={parent}
                  defaultKind="customer"
                  hideIcon
                  disableTooltip
                />
              </>
            )}
            {children > 0 && ` · ${m.accounts(children)}`}
          </div>
          <h1 className={classes.title}>
            {entity.metadata.title ?? entity.metadata.name}
            {segment && <Chip>{capitalize(segment)}</Chip>}
            <Chip tone={lifecycle === 'active' ? 'up' : undefined}>
              {m.lifecycles[lifecycle]}
            </Chip>
          </h1>
        </div>
        <div className={classes.tools}>
          <AsOfPicker base={base} />
          {allowed && pastDay === undefined && (
            <Button
              className={classes.button}
              size="small"
              variant="outlined"
              disabled={busy}
              onClick={refresh}
            >
              {busy ? m.refreshing : m.refresh}
            </Button>
          )}
          <FavoriteEntity entity={entity} size="small" />
          <MoreMenu base={base} />
        </div>
      </div>
      <div className={classes.people} role="group" aria-label={m.people}>
        {team.map(({ role, ref }) => (
          <Person
            key={`${role}/${ref}`}
            entityRef={ref}
            role={m.roles[role] ?? role}
          />
        ))}
        {plan && (
          <span>
            {m.plan} <b>{plan}</b>
          </span>
        )}
        <PrimaryContact view={view} />
        <span>{customerDomain(entity)}</span>
        <LocalTime view={view} />
      </div>
      <PreviewBanner />
      <HeaderTabs
        tabs={sortTabs(props.tabs)}
        activeTabId={props.activeTabId}
        base={base}
        changes={changesBySection(view)}
      />
    </header>
  );
}
