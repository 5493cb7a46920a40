import { initStore } from '../../src/lib/server/cli/init.ts';
import { readConfig } from '../../src/lib/server/core/config.ts';
import { startApp, type App } from './app.ts';
import type { Desk } from './identity-office.ts';
import { settle } from './identity-office.ts';

/** The first days of the two eras: Bình Phước with districts, Đồng Nai of today, into which it went. */
export const THEN = '1997-01-01';
export const NOW = '2025-07-01';

const UNITS = `code,validFrom,validTo,level,type,name,parent
VN,1945-09-02,,country,quốc gia,Việt Nam,
70,${THEN},${NOW},province,tỉnh,Bình Phước,VN@1945-09-02
692,${THEN},${NOW},district,huyện,Lộc Ninh,70@${THEN}
25270,${THEN},${NOW},commune,xã,Lộc Thái,692@${THEN}
25276,${THEN},${NOW},commune,xã,Lộc An,692@${THEN}
25270.01,${THEN},${NOW},village,ấp,Ấp 1,25270@${THEN}
25270.02,${THEN},${NOW},village,ấp,Ấp 2,25270@${THEN}
25276.01,${THEN},${NOW},village,ấp,Ấp 1,25276@${THEN}
75,${NOW},,province,tỉnh,Đồng Nai,VN@1945-09-02
25270,${NOW},,commune,xã,Lộc Ninh,75@${NOW}
25294,${NOW},,commune,xã,Lộc Thành,75@${NOW}
25270.01,${NOW},,village,ấp,Ấp 1,25270@${NOW}
25270.02,${NOW},,village,ấp,Ấp 2,25270@${NOW}
25294.01,${NOW},,village,ấp,Ấp 1,25294@${NOW}`;

/** A group in each village, of 100 households. */
function groups(): string {
  const villages = ['25270.01', '25270.02', '25276.01'].map((code) => [code, THEN, NOW] as const);
  const today = ['25270.01', '25270.02', '25294.01'].map((code) => [code, NOW, ''] as const);
  const rows = [...villages, ...today].map(([code, from, to]) => {
    const name = `Tổ CNSCĐ ấp ${Number(code.slice(-2))}`;
    return `${from.slice(0, 4)}-${code},${code}@${from},village-group,${name},${from},${to},100,Điều tra`;
  });
  return ['code,unit,kind,name,validFrom,validTo,base.households,basesSource', ...rows].join('\n');
}

/** A program over a real store of both eras, and its administrator; everything came in through the register's API. */
export async function startClimb(dataDir: string): Promise<{ app: App; admin: Desk }> {
  const quiet = () => undefined;
  await initStore({ config: readConfig({ DATA_DIR: dataDir }), args: [], say: quiet, complain: quiet });
  const app = await startApp(dataDir);
  const oneTime = /admin {2}(\S+)/.exec(app.said())?.[1] ?? '';
  const admin = await settle(app.url, 'admin', oneTime, 'một câu dễ nhớ');
  for (const [kind, text] of [
    ['units', UNITS],
    ['groups', groups()]
  ] as const) {
    const answer = await fetch(`${app.url}/api/v1/register/${kind}`, {
      method: 'POST',
      headers: { cookie: admin.cookie, origin: app.url, 'content-type': 'text/csv' },
      body: text
    });
    if (answer.status !== 201) throw new Error(`${kind}: ${answer.status} ${await answer.text()}`);
  }
  return { app, admin };
}
