import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    height: 3 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
    marginBottom: -14,
  },
  link: {
    marginLeft: 24,
    color: '#7df3e1',
    fontSize: 20,
    fontWeight: 700,
    whiteSpace: 'nowrap',
  },
});

export function SidebarTitle() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <div className={classes.root}>
      <Link
        to="/customers"
        underline="none"
        className={classes.link}
        aria-label="Customers"
      >
        {isOpen ? 'Customer 360' : '360'}
      </Link>
    </div>
  );
}
