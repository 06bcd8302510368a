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
].map((path) => `${join('test', ...path)}.test.ts`);

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const at = FIRST.findIndex((one) => path.endsWith(one));
      return at < 0 ? FIRST.length : at;
    };
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
};
