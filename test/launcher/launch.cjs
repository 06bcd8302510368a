// Runs the compiled launcher (start or rehearse) with the stand-in as its program: `node launch.cjs start [arguments]`. STAND_IN=none: the product.
const { join } = require('node:path');

const [name, ...args] = process.argv.slice(2);
const { main } = require(join(__dirname, '..', '..', 'dist', 'launcher', `${name}.js`));
const paths = { temporal: process.env.TEST_TEMPORAL_BINARY, testServer: process.env.TEST_SKIPPING_BINARY };
const findTemporalBinary = async (kind) => ({ path: paths[kind], origin: 'the test run' });

const findFaketime = () => process.env.TEST_FAKETIME_LIBRARY;
const program = process.env.STAND_IN === 'none' ? undefined : join(__dirname, 'stand-in.cjs');

main({ args, env: process.env, findTemporalBinary, findFaketime, program }).catch((error) => {
  const plain = error.name === 'Problem' || error.name === 'ConfigError';
  console.error(plain ? error.message : error);
  process.exit(1);
});
