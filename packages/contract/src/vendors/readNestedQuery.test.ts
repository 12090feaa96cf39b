import { readFlatQuery } from './readFlatQuery';
import { readNestedQuery } from './readNestedQuery';

describe('a query', () => {
  const query = {
    limit: ['10'],
    'expand[0]': ['a'],
    'expand[1]': ['b.c'],
    'created[gte]': ['1'],
    'created[lt]': ['2'],
    'types[]': ['x'],
    id: ['1', '2'],
  };

  it('should become the object it stands for', () => {
    expect(readNestedQuery(query)).toEqual({
      limit: '10',
      expand: ['a', 'b.c'],
      created: { gte: '1', lt: '2' },
      types: ['x'],
      id: ['1', '2'],
    });
  });

  it('should stay as it is where brackets are part of the name', () => {
    expect(readFlatQuery({ 'page[size]': ['5'], id: ['1', '2'] })).toEqual({
      'page[size]': '5',
      id: ['1', '2'],
    });
  });
});
