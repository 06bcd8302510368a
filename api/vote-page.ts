import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

/** The page says nothing about who opens it and keeps nothing; booth and code are read from the address by its script. */
const PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>投票</title>
<link rel="stylesheet" href="/vote/assets/vote.css">
</head>
<body>
<main id="page" tabindex="-1"><h1>投票</h1><p>正在读取选票……</p><noscript><p>请打开浏览器的 JavaScript: 选票在你的手机上密封之后才发出。</p></noscript></main>
<script src="/vote/assets/seal.js"></script>
<script src="/vote/assets/words.js"></script>
<script src="/vote/assets/vote.js"></script>
</body>
</html>
`;

/** The same file from the sources and from dist/. */
const findFile = (...names: readonly string[]): string => {
  for (let up = __dirname; up !== dirname(up); up = dirname(up))
    for (const name of names) if (existsSync(join(up, name))) return join(up, name);
  throw new Error(`The file ${names[0]} is missing: the checkout or image is incomplete.`);
};

/** A compiled module without imports, as a script: what it exports is \`tuanwuSeal\`. */
const sealScript = (): string => {
  const code = readFileSync(findFile(join('ballot-client', 'seal.js'), join('dist', 'ballot-client', 'seal.js')), 'utf8');
  return `const tuanwuSeal = (() => {\nconst exports = {};\n${code.replace(/^\/\/# sourceMappingURL.*$/m, '')}\nreturn exports;\n})();\n`;
};

const ASSETS: Readonly<Record<string, readonly [type: string, read: () => string]>> = {
  'vote.js': ['text/javascript', () => readFileSync(findFile(join('public', 'vote', 'vote.js')), 'utf8')],
  'words.js': ['text/javascript', () => readFileSync(findFile(join('public', 'vote', 'words.js')), 'utf8')],
  'seal.js': ['text/javascript', sealScript],
  'vote.css': ['text/css', () => readFileSync(findFile(join('public', 'vote', 'vote.css')), 'utf8')],
  'sheet.css': ['text/css', () => readFileSync(findFile(join('public', 'vote', 'sheet.css')), 'utf8')],
};

/** `/vote/<booth>#<code>`: the voter's page, small enough for any phone. */
export function serveVotePage(app: FastifyInstance): void {
  const quiet = { schema: { hide: true } as never, config: { unlogged: true } as never };
  for (const [name, [type, read]] of Object.entries(ASSETS)) {
    const text = read();
    app.get(`/vote/assets/${name}`, quiet, async (_request, reply) => reply.type(`${type}; charset=utf-8`).send(text));
  }
  app.get('/vote/:booth', quiet, async (_request, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
}
