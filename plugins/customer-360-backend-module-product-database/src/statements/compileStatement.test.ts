import { compileStatement } from './compileStatement';

const compile = (sql: string) => compileStatement(sql, 'accountId');

describe('compileStatement', () => {
  it('puts a question mark for each binding, in order', () => {
    expect(
      compile(
        'select :since::date, a from v where account_id = :accountId and x > :since;',
      ),
    ).toEqual({
      text: 'select ?::date, a from v where account_id = ? and x > ?',
      bindings: ['since', 'accountId', 'since'],
    });
  });

  it('leaves alone what stands in quotes', () => {
    const { text, bindings } = compile(
      `select to_char(t, 'HH24:MI;--'), "a:b;" from v where account_id = :accountId and n = 'it''s :value'`,
    );
    expect(text).toContain(`'HH24:MI;--'`);
    expect(text).toContain(`"a:b;"`);
    expect(bindings).toEqual(['accountId']);
  });

  it('takes comments out, so that none swallows what follows', () => {
    expect(
      compile('select 1 /* ; */ from v where a = :accountId -- :value').text,
    ).not.toMatch(/value|--|\/\*/);
  });

  it.each([
    ['select 1', 'must bind :accountId'],
    ["select ':accountId'", 'must bind :accountId'],
    ['select :nope, :accountId', 'binds :nope, which there is not'],
    ['select 1 where a = :accountId; select 2', 'must be a single statement'],
    ['delete from v where a = :accountId', 'must be one SELECT statement'],
    ['select :accountId) q; drop table x; --', 'closing bracket too many'],
    ['select (:accountId', 'opening bracket too many'],
    ["select 'x where a = :accountId", 'quote that is not closed'],
    ["select '\\' or 1=1 --', :accountId", 'backslash'],
    ['select a ? b, :accountId', 'question mark'],
    ["select '?', :accountId", 'question mark'],
    ['select $$x$$, :accountId', 'must not contain $'],
    ['select 1 --1; where a = :accountId', 'databases read differently'],
    ['select 1 /*! ; */ where a = :accountId', 'databases read differently'],
    ['select 1 /* /* */ where a = :accountId', 'databases read differently'],
    ['select 1 # where a = :accountId', 'must not contain #'],
  ])('refuses %p', (sql, message) => {
    expect(() => compile(sql)).toThrow(message);
  });
});
