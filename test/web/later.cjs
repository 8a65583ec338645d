'use strict';
// Preloaded into the server of a test: at each SIGUSR2 it reads off the file `clock` in its folder by how many milliseconds its clock is ahead.
const { readFileSync } = require('node:fs');

const Real = Date;
let ahead = 0;
process.on('SIGUSR2', () => {
  ahead = Number(readFileSync('clock', 'utf8'));
  process.stderr.write(`the clock is ${ahead} ms ahead\n`);
});
global.Date = class extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [Real.now() + ahead] : given));
  }

  static now() {
    return Real.now() + ahead;
  }
};
