const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * jest begins with the largest files, as far as it has no durations from an earlier run. Suites in a browser are small files that take the longest: they
 * come first, lest one be left over for one worker at the end while the other has nothing to do. The longest of them keeps all processors busy, so beside
 * it go those that mostly wait for the worker's own rounds.
 */
const FIRST = [
  ['web', 'portal'],
  ['api', 'stalls'],
  ['reliability', 'standing'],
  ['api', 'stalls-inspection'],
  ['web', 'selection'],
  ['web', 'whole-way'],
  ['web', 'offline'],
].map((path) => `${join(__dirname, '..', ...path)}.test.ts`);

const gone = FIRST.filter((path) => !existsSync(path));
if (gone.length > 0) throw new Error(`test/harness/sequencer.cjs names what there is no more: ${gone.join(', ')}`);

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => (FIRST.includes(path) ? FIRST.indexOf(path) : FIRST.length);
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
};
