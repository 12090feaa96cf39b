import { PortalInfo } from './PortalInfo';

function linkOf(uiDomain: string | undefined): string | undefined {
  return PortalInfo.of({
    portalId: 4711,
    uiDomain,
    timeZone: 'Europe/Berlin',
  } as never).urlOf('companies', '7');
}

describe('PortalInfo', () => {
  it.each(['app.hubspot.com', 'app-eu1.hubspot.com'])(
    'links into %s, where the portal is',
    host => {
      expect(linkOf(host)).toBe(`https://${host}/contacts/4711/record/0-2/7`);
    },
  );

  it.each([
    undefined,
    '',
    'evil.example',
    'app.hubspot.com.evil.example',
    'app.hubspot.com@evil.example',
    'app.hubspot.com/evil',
    'app.hubspot.com:8443',
    'app.hubspot.com\n.evil.example',
    'evil.example#.hubspot.com',
    'app-..hubspot.com',
  ])('links into HubSpot itself where it is told %j', uiDomain => {
    expect(linkOf(uiDomain)).toBe(
      'https://app.hubspot.com/contacts/4711/record/0-2/7',
    );
  });

  it('makes one segment of an id', () => {
    const link = PortalInfo.of({ portalId: 1 } as never).urlOf(
      'deals',
      '../../evil?x#y',
    );
    expect(new URL(link!).pathname).toBe(
      '/contacts/1/record/0-3/..%2F..%2Fevil%3Fx%23y',
    );
  });
});
