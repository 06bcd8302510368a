// Stands where dist/main.js stands: the launcher is tested without the product. Real processes, real signals, real Postgres below.
const { appendFileSync, existsSync } = require('node:fs');
const { createServer } = require('node:http');
const { join } = require('node:path');
const { Client } = require('pg');

const name = process.argv[2];
const journal = (line) => appendFileSync(join(process.env.DATA_DIR, 'journal.txt'), `${name} ${line}\n`);
const ready = () => {
  journal(`up ${process.pid}`);
  process.send?.({ ready: true });
};
const end = () => {
  journal('down');
  process.exit(0);
};
process.on('SIGTERM', end);
process.on('disconnect', end);

const commands = {
  api() {
    createServer((_, response) => response.end('ok')).listen(Number(process.env.PORT), process.env.HOST, ready);
  },
  worker() {
    if (existsSync(join(process.env.DATA_DIR, 'worker-refuses'))) {
      console.error('the worker has a reason to refuse');
      process.exit(1);
    }
    setInterval(() => undefined, 1000);
    if (process.env.STAND_IN === 'never ready') journal('waits');
    else ready();
  },
  async 'demo-data'() {
    const client = new Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    // The application's role makes no tables; it writes the log.
    await client.query(`INSERT INTO log_entry (at, kind, body) VALUES (now(), 'start', '{}')`);
    const { rows } = await client.query(`SELECT count(*)::int AS n FROM log_entry WHERE kind = 'start'`);
    journal(`starts ${rows[0].n}`);
    await client.end();
    // As the product does while an answer is late.
    process.send({ says: `demo data: waited at start ${rows[0].n}` }, () => process.exit(0));
  },
};
commands[name]();
