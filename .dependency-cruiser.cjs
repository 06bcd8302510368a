// The rooms of docs/architecture.md and what each may import. Each ban says why, because that is what the person who meets it needs.
const rooms = '^(activities|api|config|demo|dispatch|domain|launcher|records|worker|workflows|generated|web)/';
const npm = (...names) => `node_modules/(${names.join('|')})/`;
const temporalClient = npm('@temporalio/client');
const database = `(^generated/|${npm('@prisma/[^/]+', 'prisma', 'pg')})`;
const web = npm('fastify', '@fastify/[^/]+', 'fastify-[^/]+');
const nodeBuiltins = { dependencyTypes: ['core'] };

const ban = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    ban(
      'no-circles',
      'Two files that need each other are one file, or hide a third.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    ban(
      'domain-stands-alone',
      'domain/ runs in browser, API, workflow and test alike: it may import itself and zod, nothing else.',
      { path: '^domain/' },
      { pathNot: `^domain/|${npm('zod')}` },
    ),
    ban(
      'workflows-are-replayed',
      'Workflow code is replayed months later: only domain, the SDK of workflows, and kept pure-JS libraries give the same answer then.',
      { path: '^workflows/' },
      { pathNot: `^(workflows|domain)/|${npm('@temporalio/(workflow|common)', 'zod', '@noble/[^/]+')}`, dependencyTypesNot: ['type-only'] },
    ),
    ban(
      'workflows-know-activities-by-type',
      'A workflow may know what an activity is called and takes (import type), never its code.',
      { path: '^workflows/' },
      { path: '^activities/', dependencyTypesNot: ['type-only'] },
    ),
    ban('workflows-without-node', "Node's builtins bring the outside world into a replay.", { path: '^workflows/' }, nodeBuiltins),
    ban(
      'records-write-the-ledger',
      'records/ is the one transaction: it knows domain and the database, and nobody who calls it.',
      { path: '^records/' },
      { path: `${rooms}|${temporalClient}|${web}`, pathNot: '^(records|domain|generated|config)/' },
    ),
    ban(
      'dispatch-carries-commands',
      'dispatch/ carries registered commands to their workflows for whoever asks: it knows records and messages, not its callers.',
      { path: '^dispatch/' },
      { path: `^(activities|api|worker|launcher|web)/|^workflows/(?!messages)|${web}`, dependencyTypesNot: ['type-only'] },
    ),
    ban(
      'activities-do-not-know-their-callers',
      'Activities are called by workflows and serve any front: they import neither workflows nor the API.',
      { path: '^activities/' },
      { path: `^(workflows|api|worker|launcher|web)/|${web}`, dependencyTypesNot: ['type-only'] },
    ),
    ban(
      'worker-bundles-workflows-by-path',
      'The worker gives the bundler a path; importing workflow code would run it outside the sandbox. It knows no API.',
      { path: '^worker/' },
      { path: '^(workflows|api|launcher|web)/', dependencyTypesNot: ['type-only'] },
    ),
    ban(
      'api-sends-messages',
      'The API sends the messages that workflows/messages defines and reads Postgres; it runs no activity, worker or workflow code.',
      { path: '^api/' },
      { path: '^(activities|worker|launcher|web)/|^workflows/(?!messages)', dependencyTypesNot: ['type-only'] },
    ),
    ban(
      'web-knows-domain-only',
      'The portal is typed from domain/contract; everything else it learns over HTTP.',
      { path: '^web/' },
      { path: rooms, pathNot: '^(web|domain)/' },
    ),
    ban(
      'ballot-client-is-the-voters',
      'ballot-client/ runs in the browser of a voter: WebCrypto, the domain and the library of blind signatures, nothing of the server.',
      { path: '^ballot-client/' },
      { pathNot: `^(ballot-client|domain)/|${npm('@cloudflare/blindrsa-ts')}` },
    ),
    ban(
      'launcher-starts-processes',
      'The launcher starts the product as processes: it imports configuration, migrations and their grants, none of its code.',
      { path: '^launcher/' },
      { path: rooms, pathNot: '^(launcher|config)/|^records/(migrate|grants)' },
    ),
    ban(
      'config-is-a-leaf',
      'Everybody reads the configuration, so it may know nobody.',
      { path: '^config/' },
      { path: rooms, pathNot: '^config/' },
    ),
    ban(
      'database-only-where-listed',
      'Postgres is reached from records, activities, worker and api (read side); anywhere else a query escapes the one transaction.',
      { path: '^(domain|workflows|config|web)/' },
      { path: database },
    ),
    ban(
      'product-without-demo',
      'The demo county is invented: only the command that fills it in may reach it.',
      { path: rooms, pathNot: '^demo/' },
      { path: '^demo/' },
    ),
    ban(
      'product-without-tests',
      'What runs in production may not need tests, benches or their libraries.',
      { path: rooms },
      { path: `^(test|bench)/|${npm('jest', 'fast-check', '@temporalio/testing')}` },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|\\.data)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
