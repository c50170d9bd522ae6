// Mocha's usual report, and the counts in a file for the script that started the suite.
'use strict';
const fs = require('node:fs');
const mocha = require('mocha');
const { Spec } = (mocha.default ?? mocha).reporters;

/** Mocha takes a reporter only as the whole export of a module. */
module.exports = class ResultsReporter extends Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = runner.stats;
      const results = { passed: passes, failed: failures, skipped: pending };
      const file = process.env.FLIGHTDECK_TEST_RESULTS;
      if (file) fs.writeFileSync(file, JSON.stringify(results));
    });
  }
};
