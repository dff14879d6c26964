/**
 * Which way the arrows run (ARCHITECTURE.md). Paths are from the root; a test may reach further than the code it
 * tests, so most rules leave tests out. `tools/boundaries.ts` runs this and refuses a run that saw no modules.
 */
const TEST = String.raw`\.(test|e2e)\.tsx?$`;
const WINGS = 'foundation|sharing|regulation|delivery';
const NPM = String.raw`(^|/)node_modules/`;
/** Whatever touches the outside world: an engine is handed its input and returns its output. */
const INPUT_OUTPUT =
  '^(child_process|cluster|dgram|dns|fs|fs/promises|http|http2|https|net|os|process|tls|worker_threads)$';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    forbid(
      'no-cycles',
      'Modules that need each other are one module, or lack a third.',
      {},
      {
        circular: true,
        viaOnly: { dependencyTypesNot: ['type-only'] },
      },
    ),
    forbid(
      'resolvable',
      'An import that leads nowhere hides every rule below.',
      {},
      { couldNotResolve: true },
    ),
    forbid(
      'engines-only-engines',
      'Engines are pure: they import engines and nothing else of ours.',
      { path: '^engines/', pathNot: TEST },
      { pathNot: ['^engines/', NPM], dependencyTypesNot: ['core', 'npm', 'npm-dev'] },
    ),
    forbid(
      'engines-no-input-output',
      'Engines read no file, open no connection, start no process.',
      { path: '^engines/', pathNot: TEST },
      { path: INPUT_OUTPUT, dependencyTypes: ['core'] },
    ),
    forbid(
      'engines-by-their-door',
      'An engine is entered through its index.ts.',
      { path: '^engines/([^/]+)/' },
      { path: '^engines/[^/]+/', pathNot: ['^engines/$1/', '^engines/[^/]+/index.ts$'] },
    ),
    forbid(
      'packages-by-their-door',
      'From outside, engines, decision-workers, messages and sdk are entered through their index.ts, or their door for browsers.',
      { pathNot: ['^(engines|decision-workers|messages|sdk)/', TEST] },
      {
        path: '^(engines/[^/]+|decision-workers|messages|sdk)/',
        pathNot: [
          '^(engines/[^/]+|decision-workers|messages|sdk)/index.ts$',
          '^engines/tabular/write-workbook.ts$',
        ],
      },
    ),
    forbid(
      'workers-only-engines',
      'The threads of the decision engine stand beside it: they import engines and nothing else of ours.',
      { path: '^decision-workers/', pathNot: TEST },
      {
        pathNot: ['^(engines/[^/]+/index.ts$|decision-workers/)', NPM],
        dependencyTypesNot: ['core', 'npm', 'npm-dev'],
      },
    ),
    forbid(
      'platform-knows-no-domain',
      'The platform imports engines and messages, never a room.',
      { path: '^server/src/platform/', pathNot: TEST },
      { path: '^(server|demo|web|tools|sdk)/', pathNot: '^server/src/platform/' },
    ),
    forbid(
      'rooms-by-their-door',
      'Another room is entered through its index.ts.',
      { path: `^server/src/(${WINGS})/([^/]+)/`, pathNot: TEST },
      {
        path: `^server/src/(${WINGS})/[^/]+/`,
        pathNot: ['^server/src/$1/$2/', `^server/src/(${WINGS})/[^/]+/index.ts$`],
      },
    ),
    forbid(
      'foundation-stands-below',
      'The foundation knows none of the wings that stand on it.',
      { path: '^server/src/foundation/', pathNot: TEST },
      { path: '^server/src/(sharing|regulation|delivery)/' },
    ),
    forbid(
      'sharing-never-calls-back',
      'Regulation and delivery may call sharing; sharing never calls them.',
      { path: '^server/src/sharing/', pathNot: TEST },
      { path: '^server/src/(regulation|delivery)/' },
    ),
    forbid(
      'only-the-root-wires',
      'main.ts is the composition root: nothing in the server imports it.',
      { path: '^server/src/', pathNot: TEST },
      { path: '^server/src/main.ts$' },
    ),
    forbid(
      'server-stands-alone',
      'The server needs neither the console nor the tools around it.',
      { path: '^server/src/', pathNot: TEST },
      { path: '^(web|demo|tools|bench|conformance|sdk)/' },
    ),
    forbid(
      'web-speaks-http',
      'The console reaches the server through its API only.',
      { path: '^web/src/' },
      { path: '^(server|demo|tools|bench|conformance)/' },
    ),
    forbid(
      'messages-are-only-texts',
      'The message catalogue imports nothing.',
      { path: '^messages/', pathNot: TEST },
      { pathNot: '^messages/' },
    ),
    forbid(
      'sdk-speaks-http',
      'The SDK is what others install: it can not reach into the server.',
      { path: '^sdk/', pathNot: TEST },
      { path: '^(server|demo|tools|web|bench|conformance)/' },
    ),
    forbid(
      'tests-stay-tests',
      'What ships imports no test and no test set-up.',
      { path: '^(engines|decision-workers|messages|sdk|server/src|web/src|demo)/', pathNot: TEST },
      { path: [TEST, '^server/test/', '^web/e2e/'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: String.raw`(^|/)(dist|generated)/` },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
