const MEASURES = ['num', 'den', 'fresh', 'carried', 'oldest_age', 'fresh_base'];

/** The columns of `value` in the order of the wire. */
export const VALUE_COLUMNS = [
  ...['node', 'indicator', 'period', 'expected', 'expected_base', 'target_num', 'target_den'],
  ...MEASURES,
  ...MEASURES.map((name) => `approved_${name}`)
].join(', ');

const measureTypes = (prefix: string) => `
  ${prefix}num BIGINT, ${prefix}den BIGINT, ${prefix}fresh INTEGER, ${prefix}carried INTEGER,
  ${prefix}oldest_age TINYINT, ${prefix}fresh_base BIGINT`;

/** A second set of `node` and `value` beside the view's: rows further down, which a view of the desk asks about. */
export const BELOW = 'below_';

const nodeTable = (prefix: string) => `CREATE TABLE IF NOT EXISTS ${prefix}node (
     ordinal INTEGER, key VARCHAR, code VARCHAR, level UTINYINT, parent INTEGER, name VARCHAR, full_name VARCHAR,
     type VARCHAR, terrain VARCHAR, group_kind VARCHAR, valid_from VARCHAR, valid_to VARCHAR,
     enter INTEGER, leave INTEGER)`;
const valueTable = (prefix: string) => `CREATE TABLE IF NOT EXISTS ${prefix}value (
     node INTEGER, indicator SMALLINT, period INTEGER, expected INTEGER, expected_base BIGINT,
     target_num BIGINT, target_den INTEGER, ${measureTypes('')}, ${measureTypes('approved_')})`;

/**
 * The tables. `node.enter` and `node.leave` number the tree in preorder: a node lies within another where its `enter`
 * is from the other's `enter` to its `leave`. A node's span of days lies within those of all above it. `value` holds
 * rows as on the wire, with NULL for a missing number.
 */
export const CREATE_TABLES: readonly string[] = [
  nodeTable(''),
  `CREATE TABLE IF NOT EXISTS indicator (
     ordinal SMALLINT, code VARCHAR, pillar VARCHAR, kind VARCHAR, time VARCHAR, direction VARCHAR, counts VARCHAR,
     base VARCHAR, name_vi VARCHAR, name_en VARCHAR, short_vi VARCHAR, short_en VARCHAR,
     valid_from VARCHAR, valid_to VARCHAR)`,
  `CREATE TABLE IF NOT EXISTS target_given (
     indicator SMALLINT, node INTEGER, num BIGINT, den INTEGER, giver VARCHAR, decision_number VARCHAR,
     decision_date VARCHAR, valid_from VARCHAR, valid_to VARCHAR, citation VARCHAR, illustrative BOOLEAN)`,
  valueTable(''),
  nodeTable(BELOW),
  valueTable(BELOW)
];
