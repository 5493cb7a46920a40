import type { EntryBody } from '../../../domain/entry.ts';
import type { Words } from '../../../domain/indicator.ts';
import type { Tree } from '../../../domain/tree.ts';
import { parseUnitKey, unitKey } from '../../../domain/unit.ts';
import { auditTexts } from '../../../i18n/messages/audit.ts';
import { speechOf } from '../../../i18n/texts.ts';

type Action = Extract<keyof (typeof auditTexts)['vi'], `action${string}`>;

const ACTIONS: Readonly<Record<string, Action | undefined>> = {
  created: 'actionCreated',
  granted: 'actionGranted',
  revoked: 'actionRevoked',
  ended: 'actionEnded',
  disabled: 'actionDisabled',
  enabled: 'actionEnabled',
  'password-reset': 'actionPassword',
  'pin-reset': 'actionPin',
  changed: 'actionChanged',
  'filter-saved': 'actionFilterSaved',
  'filter-removed': 'actionFilterRemoved',
  issued: 'actionIssued',
  snoozed: 'actionSnoozed',
  woken: 'actionWoken',
  'signed-out': 'actionSignedOut',
  'put-back': 'actionPutBack',
  restored: 'actionRestored',
  copied: 'actionCopied'
};

const SAY = { vi: speechOf(auditTexts, 'vi').t, en: speechOf(auditTexts, 'en').t };
const VIETNAM_MS = 7 * 3_600_000;

/** What was done to an account, a key, a screen or a setting, in words; what it is called is put in by the reader. */
export function tellChange(
  tree: Tree,
  { object, action, detail }: Extract<EntryBody, { kind: 'change' }>
): Words {
  const known = ACTIONS[action];
  const told = detail === '' ? '' : ` (${plainDetail(tree, detail)})`;
  const say = (language: 'vi' | 'en') =>
    SAY[language]('didOther', { object, action: known ? SAY[language](known) : action }) + told;
  return { vi: say('vi'), en: say('en') };
}

/** A detail as people read it: keys of units as names, moments as Viet Nam's clock shows them. */
function plainDetail(tree: Tree, detail: string): string {
  return detail
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (moment) => clockText(Date.parse(moment)))
    .replace(/[^\s@,;()/]{1,32}@\d{4}-\d\d-\d\d/g, (text) => {
      const key = parseUnitKey(text);
      return (key && tree.unit(unitKey(key))?.unit.fullName) ?? text;
    });
}

function clockText(moment: number): string {
  const [day = '', time = ''] = new Date(moment + VIETNAM_MS).toISOString().split('T');
  return `${time.slice(0, 5)} ${day.split('-').reverse().join('/')}`;
}
