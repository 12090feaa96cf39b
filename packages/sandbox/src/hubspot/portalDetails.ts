/** HubSpot's number of the simulated portal. @internal */
export const PORTAL_ID = 48_211_907;

/** The currency that `amount_in_home_currency` counts in. @internal */
export const HOME_CURRENCY = 'EUR';

/** The answer of `GET /account-info/2026-09/details`. @internal */
export const portalDetails = {
  portalId: PORTAL_ID,
  accountType: 'STANDARD',
  timeZone: 'Europe/Berlin',
  companyCurrency: HOME_CURRENCY,
  additionalCurrencies: ['USD', 'GBP', 'CHF', 'SEK', 'JPY'],
  utcOffset: '+01:00',
  utcOffsetMilliseconds: 3_600_000,
  uiDomain: 'app-eu1.hubspot.com',
  dataHostingLocation: 'eu1',
} as const;
