'use strict';
// The oldest Node that runs this project, and a friendly word where the one at hand is older.
// Plain syntax of Node 18: this file has to run exactly where the rest does not.

const OLDEST = [22, 18];

/** Whether a version such as `v24.21.0` runs our TypeScript directly. */
function isNewEnough(version) {
  const parts = version.replace(/^v/, '').split('.').map(Number);
  return parts[0] > OLDEST[0] || (parts[0] === OLDEST[0] && parts[1] >= OLDEST[1]);
}

module.exports = { isNewEnough, OLDEST };

if (require.main === module && !isNewEnough(process.version)) {
  console.error(
    'Mạng Lưới needs Node ' +
      OLDEST.join('.') +
      ' or newer; this is ' +
      process.version +
      '.\n' +
      'Run `npm install` without --ignore-scripts (it puts a newer Node inside node_modules),\n' +
      'or install the version in .nvmrc, then try again.'
  );
  process.exit(1);
}
