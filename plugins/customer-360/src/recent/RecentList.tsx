import { useEffect, useState } from 'react';
import { storageApiRef, useApi } from '@backstage/core-plugin-api';
import { catalogApiRef, EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { tokensFor } from '../design/tokens';
import { useMessages } from '../messages/useMessages';
import { customersMessages } from '../customers/messages';
import { RecentCustomers } from './RecentCustomers';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: 12,
      marginTop: 6,
      fontSize: 12.5,
      color: tokensFor(theme.palette.type).soft,
    },
  }),
  { name: 'Customer360RecentList' },
);

interface Known {
  readonly ref: string;
  readonly title: string;
}

/** Whom one has opened lately and may still see. @internal */
export function RecentList() {
  const classes = useStyles();
  const m = useMessages(customersMessages);
  const storage = useApi(storageApiRef);
  const catalog = useApi(catalogApiRef);
  const [known, setKnown] = useState<readonly Known[]>([]);
  useEffect(() => {
    let left = false;
    const refs = new RecentCustomers(storage).refs();
    if (refs.length > 0) {
      catalog
        .getEntitiesByRefs({
          entityRefs: refs,
          fields: ['kind', 'metadata.name', 'metadata.title'],
        })
        .then(
          ({ items }) =>
            !left &&
            setKnown(
              items.flatMap((entity, at) =>
                entity
                  ? [
                      {
                        ref: refs[at],
                        title: entity.metadata.title ?? entity.metadata.name,
                      },
                    ]
                  : [],
              ),
            ),
          () => undefined,
        );
    }
    return () => {
      left = true;
    };
  }, [catalog, storage]);
  return known.length === 0 ? null : (
    <nav className={classes.root} aria-label={m.recent}>
      <span>{m.recent}:</span>
      {known.map(({ ref, title }) => (
        <EntityRefLink
          key={ref}
          entityRef={ref}
          title={title}
          hideIcon
          disableTooltip
        />
      ))}
    </nav>
  );
}
