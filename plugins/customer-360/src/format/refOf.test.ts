import { refOf } from './refOf';

describe('refOf', () => {
  it('takes whichever form of a name', () => {
    for (const text of ['mara', ' default/Mara ', 'user:default/mara']) {
      expect(refOf(text, 'user')).toBe('user:default/mara');
    }
    expect(refOf('cus-1', 'customer')).toBe('customer:default/cus-1');
    expect(refOf('user:eu/per.olsen@x', 'user')).toBe('user:eu/per.olsen@x');
  });

  it('takes nothing that the service would refuse', () => {
    for (const text of [
      '',
      ' ',
      'a b',
      'user:default/mara',
      'a/b/c',
      'ä',
      'x'.repeat(250),
    ]) {
      expect(refOf(text, 'customer')).toBeUndefined();
    }
    expect(refOf('customer:default/acme', 'user')).toBeUndefined();
  });
});
