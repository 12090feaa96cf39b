import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { advisoryProblems, expired, parseAdvisories } from './advisories.ts';
import { checkExceptions, readExceptions } from './Exceptions.ts';
import { licenceProblems } from './licenceProblems.ts';
import { isAllowed, licenceOf } from './licences.ts';
import { productionPackages } from './productionPackages.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const allowed = new Set(['MIT', 'ISC']);

/** As yarn 4 writes them, with a notice of deprecation between. */
const OUTPUT = [
  '{"value":"lodash","children":{"ID":1106913,"Issue":"Command Injection in lodash","URL":"https://github.com/advisories/GHSA-35jh-r3h4-6jhm","Severity":"high","Vulnerable Versions":"<4.17.21","Tree Versions":["4.17.20"],"Dependents":["x@workspace:."]}}',
  '{"value":"glob","children":{"ID":"glob (deprecation)","Issue":"No longer supported","Severity":"moderate","Vulnerable Versions":"7.2.3","Tree Versions":["7.2.3"],"Dependents":["x@workspace:."]}}',
  '',
].join('\n');

const exception = {
  id: 'GHSA-35jh-r3h4-6jhm',
  package: 'lodash',
  reason: 'template() is not called',
  until: '2026-12-31',
};

test('a licence is read from each way to write it', () => {
  for (const [manifest, expected] of [
    [{ license: 'MIT' }, 'MIT'],
    [{ license: { type: 'MIT', url: 'x' } }, 'MIT'],
    [{ licenses: [{ type: 'MIT' }, { type: 'GPL-3.0' }] }, 'MIT OR GPL-3.0'],
    [{ license: ['MIT', 'Apache2'] }, 'MIT OR Apache2'],
    [{ license: '' }, ''],
    [{ license: 7 }, ''],
    [{}, ''],
  ] as const) {
    assert.equal(licenceOf(manifest), expected);
  }
});

test('one of several licences is enough, all of several are needed', () => {
  for (const [expression, expected] of [
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['GPL-3.0 OR ISC', true],
    ['MIT AND ISC', true],
    ['(MIT AND GPL-3.0)', false],
    ['GPL-3.0', false],
    ['MIT WITH something', false],
    ['SEE LICENSE IN LICENSE', false],
    ['', false],
  ] as const) {
    assert.equal(isAllowed(expression, allowed), expected, expression);
  }
});

test('a package with another licence needs an exception for that licence', () => {
  const packages = [
    { name: 'good', version: '1.0.0', licence: 'MIT' },
    { name: 'other', version: '1.0.0', licence: 'GPL-3.0' },
    { name: 'silent', version: '1.0.0', licence: '' },
  ];
  const list = (...licences: Array<[string, string]>) => ({
    allowedLicences: [...allowed],
    advisories: [],
    licences: licences.map(([name, licence]) => ({
      package: name,
      licence,
      reason: 'x',
    })),
  });
  assert.deepEqual(licenceProblems(packages, list()), [
    'other@1.0.0 has the licence GPL-3.0.',
    'silent@1.0.0 has the licence none.',
  ]);
  assert.deepEqual(
    licenceProblems(packages, list(['other', 'GPL-3.0'], ['silent', 'none'])),
    [],
  );
  assert.deepEqual(
    licenceProblems(
      packages,
      list(['other', 'GPL-2.0'], ['silent', 'none'], ['good', 'MIT']),
    ),
    [
      'other@1.0.0 has the licence GPL-3.0.',
      'The exception for the licence of good is needed no more: take it out.',
    ],
  );
});

test('a weakness needs an exception that still counts', () => {
  const advisories = parseAdvisories(OUTPUT);
  assert.equal(advisories.length, 1);
  const problems = (...exceptions: Array<typeof exception>) =>
    advisoryProblems(advisories, exceptions, '2026-11-26');
  assert.match(problems()[0], /^lodash \(high, GHSA-35jh-r3h4-6jhm\)/);
  assert.deepEqual(problems(exception), []);
  assert.deepEqual(problems({ ...exception, id: '1106913' }), []);
  assert.equal(problems({ ...exception, package: 'lodash-es' }).length, 2);
  assert.match(
    problems({ ...exception, until: '2026-11-25' })[0],
    /ended on 2026-11-25/,
  );
  assert.match(
    advisoryProblems([], [exception], '2026-11-26')[0],
    /is needed no more/,
  );
  // Where no weaknesses can be looked up as well.
  assert.equal(expired([exception], '2027-01-01').length, 1);
  assert.equal(expired([exception], '2026-12-31').length, 0);
});

test('an exception says of what, why and until when', () => {
  const all = { allowedLicences: [], licences: [], advisories: [exception] };
  assert.deepEqual(checkExceptions(all), all);
  for (const key of Object.keys(exception)) {
    assert.throws(
      () =>
        checkExceptions({ ...all, advisories: [{ ...exception, [key]: ' ' }] }),
      new RegExp(key),
    );
  }
  assert.throws(
    () =>
      checkExceptions({
        ...all,
        advisories: [{ ...exception, until: 'next year' }],
      }),
    /until/,
  );
});

test('what is installed to run a portal has allowed licences', () => {
  const packages = productionPackages(ROOT);
  assert.ok(packages.length > 1_000, `${packages.length} packages`);
  assert.ok(packages.some(({ name }) => name === 'express'));
  assert.ok(!packages.some(({ name }) => name.startsWith('@customer-360/')));
  const file = fileURLToPath(new URL('./exceptions.yaml', import.meta.url));
  assert.deepEqual(licenceProblems(packages, readExceptions(file)), []);
});
