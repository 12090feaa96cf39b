import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { isProcessAlive, readProcess } from './launch/processTable.mjs';
import { familyOf } from './launch/testing/familyOf.mjs';
import { freePorts } from './launch/testing/freePorts.mjs';
import { temporaryFolder } from './launch/testing/temporaryFolder.mjs';

const launchStub = fileURLToPath(
  new URL('launch/testing/launchStub.mjs', import.meta.url),
);
const launch = fileURLToPath(new URL('launch.mjs', import.meta.url));

const stubCommand = `"${process.execPath}" "${launchStub}"`;

/**
 * The script of the real package.json, with the stub in the launcher's place.
 */
const startScript = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
).scripts.start.replace('node scripts/launch.mjs start', stubCommand);

/**
 * Runs `npm start` in a folder of its own until the demo says it is up.
 *
 * @param {import('node:test').TestContext} t
 * @param {{ script?: string, graceMs?: number }} [options]
 */
async function npmStart(t, { script = startScript, graceMs = 300 } = {}) {
  const folder = temporaryFolder(t);
  folder.write(
    'package.json',
    JSON.stringify({
      name: 'stub',
      scripts: { start: script },
    }),
  );
  const port = await freePorts(5);
  const npm = spawn('npm', ['start'], {
    cwd: folder.path,
    detached: true,
    env: {
      ...process.env,
      CUSTOMER_360_PORT: String(port),
      CUSTOMER_360_SANDBOX_PORT: String(port + 1),
      CUSTOMER_360_DATA_DIR: '',
      STUB_GRACE_MS: String(graceMs),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  assert.ok(npm.pid);
  /** @type {number[]} */
  let family = [npm.pid];
  t.after(() => family.filter(isProcessAlive).forEach(kill));

  let output = '';
  npm.stderr.on('data', chunk => {
    output += chunk;
  });
  npm.stdout.on('data', chunk => {
    output += chunk;
  });
  while (!output.includes(`is running at http://localhost:${port}`)) {
    assert.equal(npm.exitCode, null, output);
    await delay(50);
  }
  family = familyOf(npm.pid);
  const launcher = Number(
    readFileSync(join(folder.path, 'launcher.pid'), 'utf8'),
  );
  assert.ok(family.includes(launcher));
  // npm, the launcher, its watchdog, two services and a child of each; and,
  // depending on the system's shell, that shell.
  assert.ok(family.length >= 7, `only ${family.length} processes`);
  return { npm, npmPid: npm.pid, launcher, family, output: () => output };
}

/** @param {number} pid */
function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

/** @param {number[]} family */
async function assertAllEnd(family) {
  for (let tries = 0; tries < 200 && family.some(isProcessAlive); tries += 1) {
    await delay(50);
  }
  assert.deepEqual(family.filter(isProcessAlive), []);
}

/** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL']).forEach(
  signal => {
    test(`nothing stays alive when npm gets ${signal}`, async t => {
      const { npmPid, family } = await npmStart(t);
      process.kill(npmPid, signal);
      await assertAllEnd(family);
    });

    test(`nothing stays alive when the launcher gets ${signal}`, async t => {
      const { launcher, family } = await npmStart(t);
      process.kill(launcher, signal);
      await assertAllEnd(family);
    });
  },
);

test('nothing stays alive when npm and the launcher are killed at once', async t => {
  const { npmPid, launcher, family } = await npmStart(t);
  process.kill(npmPid, 'SIGKILL');
  process.kill(launcher, 'SIGKILL');
  await assertAllEnd(family);
});

test('nothing stays alive when npm is killed and a shell stays between', async t => {
  const { npmPid, family } = await npmStart(t, {
    script: `${stubCommand}; exit $?`,
  });
  process.kill(npmPid, 'SIGKILL');
  await assertAllEnd(family);
});

test('one Ctrl+C that arrives twice leaves the time to end', async t => {
  const { launcher, family } = await npmStart(t, { graceMs: 60_000 });
  process.kill(launcher, 'SIGINT');
  process.kill(launcher, 'SIGINT');
  await delay(700);
  assert.ok(family.some(isProcessAlive));
});

test('a later second Ctrl+C ends at once what does not want to end', async t => {
  const { launcher, family } = await npmStart(t, { graceMs: 60_000 });
  process.kill(launcher, 'SIGINT');
  await delay(1_300);
  assert.ok(isProcessAlive(launcher));
  process.kill(launcher, 'SIGINT');
  await assertAllEnd(family);
});

test('a service that dies is told in one sentence, and the rest is ended', async t => {
  const { npm, launcher, family, output } = await npmStart(t);
  const services = family.filter(
    pid => readProcess(pid)?.parent === launcher && familyOf(pid).length === 2,
  );
  assert.equal(services.length, 2);
  process.kill(services[0], 'SIGKILL');
  await once(npm, 'close');
  assert.match(output(), /The stub on \d+ ended \(SIGKILL\): mend what/);
  assert.notEqual(npm.exitCode, 0);
  await assertAllEnd(family);
});

test('a taken port is named, with the mend, before anything else is done', async t => {
  const folder = temporaryFolder(t);
  const first = await freePorts(5);
  const server = createServer().listen(first + 2, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const child = spawn(process.execPath, [launchStub], {
    cwd: folder.path,
    env: {
      ...process.env,
      CUSTOMER_360_PORT: String(first),
      CUSTOMER_360_SANDBOX_PORT: String(first + 1),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  let said = '';
  child.stderr.on('data', chunk => {
    errors += chunk;
  });
  child.stdout.on('data', chunk => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 1);
  assert.equal(said, '');
  assert.equal(
    errors.trim(),
    `Port ${
      first + 2
    }, needed for the sandbox vendors, is taken by another program: stop that program, or set CUSTOMER_360_SANDBOX_PORT to a free port and start again.`,
  );
});

test('an unknown command says which there are', () => {
  const { status, stderr } = spawnSync(process.execPath, [launch, 'fly'], {
    encoding: 'utf8',
  });
  assert.equal(status, 2);
  assert.match(stderr, /Unknown command fly: use "npm start" or "npm test"/);
});
