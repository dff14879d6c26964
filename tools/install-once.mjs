// Installs what package-lock.json names, unless that is in place already. Plain JavaScript, because it runs before
// the pinned Node 24 is there; any Node from 20 on will do. `npm start`, `npm test` and CI begin with it.
//
// Robust by construction: `npm ci` clears node_modules first, and the mark of a finished install is written last,
// so an install that broke off is done again, whole.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const lockFile = join(root, 'package-lock.json');
const mark = join(root, 'node_modules/.installed-lock');
const runtime = join(root, 'node_modules/.bin/node');
const WANTED_NODE = 24;

const say = (zh, en) => process.stderr.write(`${zh}\n${en}\n`);

function fail(zh, en) {
  say(zh, en);
  process.exit(1);
}

const isInstalled = () =>
  existsSync(mark) && readFileSync(mark).equals(readFileSync(lockFile)) && existsSync(runtime);

/** One installation at a time in a folder; a lock whose holder has died is taken over. */
async function takeTurn() {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const path = join(tmpdir(), `tandem-install-${name}.lock`);
  for (let told = false; ; told = true) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      process.on('exit', () => rmSync(path, { force: true }));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') return; // no lock to be had here: npm itself copes with most of it
    }
    const holder = Number(existsSync(path) ? readFileSync(path, 'utf8') : 0);
    if (!isAlive(holder)) rmSync(path, { force: true });
    else if (!told)
      say('另一个安装正在进行，等待其结束…', 'Another installation is under way; waiting for it…');
    await sleep(500);
  }
}

function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * The environment without our own node_modules/.bin (it is about to be cleared) and without the outer npm's switches. What
 * `npm --prefix` says of this folder is not the machine's: its settings would be looked for here.
 */
function environment() {
  const own = join(root, 'node_modules', '.bin');
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => resolve(folder) !== own);
  const isHere = (folder) => resolve(process.env.INIT_CWD ?? '.', folder).startsWith(root);
  const inherited = Object.entries(process.env).filter(
    ([name, value]) =>
      !/^npm_(config_(loglevel|silent)|lifecycle|package)/i.test(name) &&
      !(/^npm_config_(prefix|global_prefix|globalconfig)$/i.test(name) && isHere(value)),
  );
  return { ...Object.fromEntries(inherited), PATH: path.join(delimiter) };
}

const FLAGS =
  '--include=dev --include=optional --ignore-scripts=false --no-audit --no-fund --loglevel=error --progress=false';

/** Runs `npm ci` with a sign of life; resolves to its exit code and what it said. */
async function install() {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const child = spawn('npm', ['ci', ...FLAGS.split(' ')], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const tty = process.stderr.isTTY;
  const tick = setInterval(
    () => process.stderr.write(tty ? `\r… ${seconds()} s ` : `… ${seconds()} s\n`),
    tty ? 1000 : 10_000,
  );
  const code = await new Promise((done) => {
    child.on('error', (error) => {
      output += error.message;
      done(1);
    });
    child.on('close', done);
  });
  clearInterval(tick);
  if (tty) process.stderr.write('\r');
  return { code, output, seconds: seconds() };
}

function explain(output) {
  if (/ENOSPC/.test(output))
    return ['磁盘已满，请腾出空间后重试。', 'The disk is full: free some space and try again.'];
  if (/EACCES|EPERM/.test(output)) {
    return ['当前用户不能写入本目录。', 'You may not write to this folder.'];
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network/i.test(output)) {
    return [
      '无法连接 npm 软件源，请检查网络后重试。',
      'The npm registry can not be reached: check the network and try again.',
    ];
  }
  return ['安装没有完成，原因见上。', 'The installation did not finish; the reason is above.'];
}

function checkRuntime() {
  const run = spawnSync(runtime, ['--version'], { encoding: 'utf8' });
  if (run.status === 0 && run.stdout.startsWith(`v${WANTED_NODE}.`)) return;
  fail(
    `安装后仍没有 Node ${WANTED_NODE}（${run.stdout || run.error?.message}）。请检查 npm 的 ignore-scripts 与 omit 设置。`,
    `Node ${WANTED_NODE} is not there after the installation (${run.stdout || run.error?.message}). Check npm's ignore-scripts and omit settings.`,
  );
}

async function main() {
  if (isInstalled()) return;
  if (Number(process.versions.node.split('.')[0]) < 20) {
    fail(
      `需要 Node 20 或更新版本，现为 ${process.version}。`,
      `Node 20 or newer is needed; this is ${process.version}.`,
    );
  }
  await takeTurn();
  if (isInstalled()) return;
  say('正在安装依赖（首次约一两分钟）…', 'Installing dependencies (a minute or two the first time)…');
  const { code, output, seconds } = await install();
  if (code !== 0) {
    const lines = output.split('\n').filter((line) => line.replace(/^npm error\s*/, '') !== '');
    process.stderr.write(`${lines.slice(0, 15).join('\n')}\n`);
    fail(...explain(output));
  }
  checkRuntime();
  copyFileSync(lockFile, mark);
  say(`依赖已安装（${seconds} 秒）。`, `Dependencies installed (${seconds} s).`);
}

await main();
