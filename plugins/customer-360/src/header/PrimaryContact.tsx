import MailIcon from '@material-ui/icons/MailOutline';
import PhoneIcon from '@material-ui/icons/Phone';
import { makeStyles } from '@material-ui/core/styles';
import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { focusRing } from '../design/focusRing';
import { mailHref, phoneHref } from '../format/contactHref';
import { useMessages } from '../messages/useMessages';
import { facetOf } from '../view/facetOf';
import { headerMessages } from './messages';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'inline-flex', alignItems: 'center', gap: 4 },
    way: {
      display: 'inline-flex',
      alignItems: 'center',
      justifyContent: 'center',
      width: 24,
      height: 24,
      color: theme.palette.link,
      '& svg': { fontSize: 16 },
      ...focusRing,
    },
  }),
  { name: 'Customer360PrimaryContact' },
);

/** Whom to ring at the customer, one click away; absent where one may not see it. @internal */
export function PrimaryContact(props: { view: CustomerView | undefined }) {
  const classes = useStyles();
  const m = useMessages(headerMessages);
  const contacts = props.view && facetOf(props.view, 'contacts');
  const primary =
    contacts?.level === 'full'
      ? contacts.data?.contacts.find(contact => contact.primary)
      : undefined;
  if (!primary) {
    return null;
  }
  const { name, title, email, phone } = primary;
  const mail = email && mailHref(email);
  const ring = phone && phoneHref(phone);
  return (
    <span className={classes.root}>
      {m.contact} <b title={title}>{name}</b>
      {mail && (
        <a
          className={classes.way}
          href={mail}
          aria-label={m.mail(name, email)}
          title={email}
        >
          <MailIcon aria-hidden="true" />
        </a>
      )}
      {ring && (
        <a
          className={classes.way}
          href={ring}
          aria-label={m.ring(name, phone)}
          title={phone}
        >
          <PhoneIcon aria-hidden="true" />
        </a>
      )}
    </span>
  );
}
