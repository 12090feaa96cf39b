import { screen, within } from '@testing-library/react';
import { customerEntity } from '../__testUtils__/entities';
import { FRONTEND_SYSTEMS, renderPage } from '../__testUtils__/renderPage';
import { FakeCustomer360 } from '../__testUtils__/FakeCustomer360';
import { mailHref, phoneHref } from '../format/contactHref';
import { formatZoneTime } from '../format/formatZoneTime';
import { CustomerHeader } from './CustomerHeader';

describe.each(FRONTEND_SYSTEMS)('CustomerHeader (%s)', system => {
  const people = async () =>
    within(await screen.findByRole('group', { name: 'Who looks after them' }));

  it('has whom to ring one click away, and what time it is there', async () => {
    await renderPage(<CustomerHeader tabs={[]} />, { system });
    const shown = await people();
    expect(
      await shown.findByRole('link', { name: /^Mail Ines Albrecht/ }),
    ).toHaveAttribute('href', 'mailto:ines@brightwater.example');
    expect(
      shown.getByRole('link', { name: /^Ring Ines Albrecht/ }),
    ).toHaveAttribute('href', 'tel:+4940555010');
    expect(shown.getByText(/^Their time .*\d{2}:\d{2}/)).toHaveAttribute(
      'title',
      'Europe/Berlin',
    );
  });

  it('leaves out whom one may not see, and a zone that there is not', async () => {
    const api = new FakeCustomer360();
    const view = await api.getView({
      namespace: 'default',
      name: 'cus-8f3a1c',
    });
    const { account, contacts } = view.sections.profile!.facets as any;
    account.summary.timeZone = 'Nowhere/Land';
    Object.assign(contacts, { level: 'summary', data: undefined });
    api.getView = async () => view;
    await renderPage(<CustomerHeader tabs={[]} />, {
      system,
      api,
      entity: customerEntity('cus-8f3a1c-2', 'Brightwater Logistics'),
    });
    const shown = await people();
    expect(await shown.findByText('Plan')).toBeVisible();
    expect(shown.queryByRole('link', { name: /^Mail/ })).toBeNull();
    expect(shown.queryByText(/Their time/)).toBeNull();
  });
});

describe('formatZoneTime', () => {
  const at = new Date('2026-11-28T22:30:00Z');
  it.each([
    ['Europe/Berlin', 'UTC', '11:30 PM'],
    ['Asia/Tokyo', 'UTC', 'Sun 07:30 AM'],
    ['Asia/Tokyo', 'Asia/Tokyo', '07:30 AM'],
    ['America/Los_Angeles', 'Asia/Tokyo', 'Sat 02:30 PM'],
    ['Nowhere/Land', 'UTC', undefined],
  ])('in %s, seen from %s, is %s', (zone, viewer, text) => {
    expect(
      formatZoneTime(at, zone, 'en-US', viewer)?.replace(/,|\u202f/g, c =>
        c === ',' ? '' : ' ',
      ),
    ).toBe(text);
  });
});

describe('ways to somebody', () => {
  it.each([
    ['ines@brightwater.example', 'mailto:ines@brightwater.example'],
    ['a+b@x.example', 'mailto:a%2Bb@x.example'],
    ['a@x.example?bcc=b@y.example', undefined],
    ['a@x.example?bcc=b', 'mailto:a@x.example%3Fbcc%3Db'],
    ['nobody', undefined],
  ])('by mail: %s gives %s', (email, href) => {
    expect(mailHref(email)).toBe(href);
  });

  it.each([
    ['+49 40 555-010', 'tel:+4940555010'],
    ['(020) 7946 0018 ext. 5', 'tel:02079460018'],
    ['reception', undefined],
  ])('by telephone: %s gives %s', (phone, href) => {
    expect(phoneHref(phone)).toBe(href);
  });
});
