import { parseNotedLink, type BreakReason, type Verdict } from '../core/store/audit-log.ts';
import { openStore } from '../core/store/store.ts';
import { CommandRefused, type CommandInput } from './command.ts';

const USAGE = 'audit verify [--expect <vị trí / position>:<liên kết / link>]';

const WHY: Readonly<Record<BreakReason, string>> = {
  changed: 'nội dung không khớp liên kết / the entry is not what its link vouches for',
  missing: 'bản ghi đã bị xóa / the entry was removed',
  cut: 'phần cuối của nhật ký đã bị cắt / the end of the log was cut off',
  noted: 'không phải bản ghi đã được ghi lại / not the entry whose link was noted down'
};

/** `mangluoi audit verify`: walks the chain of links and names the first that is broken (exit code 1). @throws CommandRefused */
export async function runAudit({ config, args, say, complain }: CommandInput): Promise<number> {
  const [action, ...options] = args;
  const given = /^--expect=(.*)$/s.exec(options.join('='))?.[1];
  const noted = given === undefined ? null : parseNotedLink(given);
  if (action !== 'verify' || (options.length > 0 && noted === null)) throw new CommandRefused(USAGE);
  const store = await openStore(config);
  try {
    let told = Date.now();
    const verdict = await store.audit.verify(noted, (entries) => {
      if (Date.now() - told < 2_000) return;
      told = Date.now();
      say(`  ${entries.toLocaleString('vi-VN')} bản ghi / entries…`);
    });
    tell(verdict, say, complain);
    return verdict.sound ? 0 : 1;
  } finally {
    await store.close();
  }
}

function tell(verdict: Verdict, say: (line: string) => void, complain: (line: string) => void): void {
  if (verdict.sound) {
    const { entries, last } = verdict;
    say(`Nhật ký nguyên vẹn / audit check passed: ${entries.toLocaleString('vi-VN')} bản ghi / entries`);
    say('Hãy ghi lại ở nơi khác / write this down elsewhere (--expect):');
    say(`${last.position}:${last.link}`);
    return;
  }
  const { position, why, found } = verdict;
  const what = found ? ` (${found.kind}, ${moment(found.at)})` : '';
  complain(
    `Nhật ký không khớp từ bản ghi số ${position}${what} / audit check failed at entry ${position}: ${WHY[why]}`
  );
}

function moment(at: number): string {
  const isMoment = Number.isFinite(at) && Math.abs(at) < 8.64e15;
  return isMoment ? new Date(at).toISOString() : String(at);
}
