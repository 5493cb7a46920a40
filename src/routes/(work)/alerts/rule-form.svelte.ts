import { isSteady, type AlertRule, type AlertSubject } from '$lib/domain/alert.ts';
import type { UnitPick } from '$lib/ui/unit-pick.ts';

/** Thresholds as people type them: percent and points for ratios. */
const RATIOS: readonly AlertSubject[] = ['rate', 'attainment', 'change', 'filed'];

/** A rule while it is being typed. */
export class RuleForm {
  id: string | null;
  name = $state('');
  subject = $state<AlertSubject>('rate');
  indicator = $state('');
  approved = $state(false);
  hours = $state(0);
  state = $state<'open' | 'overdue'>('overdue');
  side = $state<'under' | 'over'>('under');
  enter = $state(50);
  leave = $state(55);
  floor = $state(100);
  hold = $state(0);
  unit = $state.raw<UnitPick | null>(null);
  level = $state<AlertRule['level']>('commune');
  webhook = $state(false);
  sound = $state(false);
  mails = $state('');

  constructor(own: UnitPick | null, indicator: string) {
    this.id = null;
    this.unit = own;
    this.indicator = indicator;
  }

  /** Takes a rule that was kept. */
  take(id: string, rule: AlertRule, unitName: string): void {
    this.id = id;
    const { measure, channels } = rule;
    const scale = RATIOS.includes(measure.subject) ? 10 : 1;
    Object.assign(this, {
      name: rule.name,
      subject: measure.subject,
      side: rule.side,
      enter: rule.enter / scale,
      leave: rule.leave / scale,
      floor: rule.floor,
      hold: rule.hold,
      level: rule.level,
      webhook: channels.webhook,
      sound: channels.sound,
      mails: channels.mails.join(', ')
    });
    this.unit = { key: rule.unit, name: unitName, within: '' };
    if ('indicator' in measure)
      [this.indicator, this.approved] = [measure.indicator, measure.basis === 'approved'];
    else if (measure.subject === 'filed') this.hours = measure.hours;
    else this.state = measure.state;
  }

  /** Another subject begins with thresholds that make sense for it. */
  choose(subject: AlertSubject): void {
    this.subject = subject;
    const usual = {
      rate: ['under', 50, 55, 100],
      attainment: ['under', 80, 85, 100],
      band: ['under', 2, 2, 100],
      gap: ['over', 1000, 900, 100],
      change: ['under', -5, -2, 100],
      filed: ['under', 80, 90, 5],
      matters: ['over', 0, 0, 0]
    } as const;
    [this.side, this.enter, this.leave, this.floor] = usual[subject];
  }

  readonly isRatio = $derived.by(() => RATIOS.includes(this.subject));
  readonly hasIndicator = $derived.by(() => this.subject !== 'filed' && this.subject !== 'matters');
  readonly isSteady = $derived.by(() => isSteady(this));

  /** The rule as it is sent; null while something is missing. */
  readonly rule: AlertRule | null = $derived.by(() => {
    const { unit, subject } = this;
    if (
      !unit ||
      !this.isSteady ||
      [this.enter, this.leave, this.floor, this.hold].some((n) => typeof n !== 'number')
    )
      return null;
    const scale = this.isRatio ? 10 : 1;
    const measure: AlertRule['measure'] =
      subject === 'filed'
        ? { subject, hours: this.hours }
        : subject === 'matters'
          ? { subject, state: this.state }
          : { subject, indicator: this.indicator, basis: this.approved ? 'approved' : 'all' };
    const mails = this.mails.split(/[,;\s]+/).filter((text) => text !== '');
    return {
      name: this.name.trim(),
      unit: unit.key as AlertRule['unit'],
      level: this.level,
      measure,
      ...{ side: this.side, enter: Math.round(this.enter * scale), leave: Math.round(this.leave * scale) },
      ...{ floor: this.floor, hold: this.hold },
      channels: { webhook: this.webhook, mails, sound: this.sound }
    };
  });
}
