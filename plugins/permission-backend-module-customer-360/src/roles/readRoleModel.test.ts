import { ConfigReader } from '@backstage/config';
import { readRoleModel } from './readRoleModel';

function read(customer360: object) {
  return readRoleModel(new ConfigReader({ customer360 } as never));
}

describe('readRoleModel', () => {
  it('should give nothing where nothing is configured', () => {
    expect(read({})).toEqual({ roles: [], ledGroups: new Map() });
  });

  it('should read roles, with the sections of a role for each of its scopes', () => {
    const { roles } = read({
      roles: {
        finance: {
          members: ['group:finance'],
          sections: ['billing'],
          own: { tier: 'full', labels: ['revenue'] },
          others: { tier: 'summary', sections: ['profile'] },
          permissions: ['actions.approve'],
        },
      },
    });
    expect(roles).toEqual([
      {
        name: 'finance',
        members: ['group:default/finance'],
        permissions: ['customer360.actions.approve'],
        scopes: {
          own: { tier: 'full', labels: ['revenue'], sections: ['billing'] },
          others: { tier: 'summary', labels: [], sections: ['profile'] },
        },
      },
    ]);
  });

  it('should turn leads around, by person', () => {
    const { ledGroups } = read({
      leads: { 'group:default/a': ['tessa'], 'group:default/b': ['tessa'] },
    });
    expect(ledGroups).toEqual(
      new Map([['user:default/tessa', ['group:default/a', 'group:default/b']]]),
    );
  });

  it('should know labels of the company’s own', () => {
    const role = (label: string) => ({
      labels: ['legal'],
      roles: {
        r: { members: ['user:a'], own: { tier: 'full', labels: [label] } },
      },
    });
    expect(read(role('legal')).roles[0].scopes.own?.labels).toEqual(['legal']);
    expect(() => read(role('secret'))).toThrow(
      /customer360\.roles\.r\.own\.labels\.0 .*customer360\.labels/,
    );
  });

  it.each([
    [
      'tier',
      { r: { members: ['user:a'], own: { tier: 'all' } } },
      'r.own.tier',
    ],
    ['members', { r: { members: [], own: { tier: 'full' } } }, 'r.members'],
    ['a member', { r: { members: ['nobody'] } }, 'r.members.0'],
    [
      'scope',
      { r: { members: ['user:a'], mine: { tier: 'full' } } },
      'roles.r',
    ],
    [
      'a section',
      { r: { members: ['user:a'], own: { tier: 'full', sections: ['x'] } } },
      'r.own.sections.0',
    ],
  ])('should name the key of a wrong %s', (_what, roles, key) => {
    expect(() => read({ roles })).toThrow(key);
  });
});
