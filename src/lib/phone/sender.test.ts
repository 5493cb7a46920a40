import { describe, expect, test } from 'vitest';
import { emptyDraft } from './draft.ts';
import { bodyOf, canTakeBack, newParcel, type CallResult, type Parcel } from './parcel.ts';
import { sendDue, type SenderPorts } from './sender.ts';

const draft = emptyDraft({ account: 'account:a', group: 'g', period: '2026-11' }, 0);
const report = { group: 'g', period: '2026-11', values: [], tasks: 'x', claimedAt: '2026-11-16T00:00:00Z' };
const parcelOf = (key: string, account = 'account:a', photo?: string): Parcel =>
  newParcel(
    key,
    account,
    { kind: 'report', report, photos: photo ? [{ id: photo, sha256: null }] : [], draft },
    1
  );

/** A phone whose calls come to what is said, one after the other; who signed in is `me`. */
function phone(parcels: Parcel[], results: CallResult[], me = 'account:a', store = 's') {
  const kept = new Map(parcels.map((parcel) => [parcel.key, parcel]));
  const sent: { key: string; body: string }[] = [];
  const ports: SenderPorts = {
    vault: {
      parcels: (account) => Promise.resolve([...kept.values()].filter((one) => one.account === account)),
      parcel: (key) => Promise.resolve(kept.get(key) ?? null),
      keepParcel: (parcel) => Promise.resolve(void kept.set(parcel.key, parcel)),
      settle: (parcel) => Promise.resolve(void kept.set(parcel.key, parcel)),
      photo: (id) =>
        Promise.resolve({ id, account: 'account:a', type: 'image/jpeg', bytes: new ArrayBuffer(1) })
    },
    calls: {
      me: () =>
        Promise.resolve(me === 'lost' || me === 'signIn' ? me : { got: { actor: me, name: '', store } }),
      send: (parcel) => {
        sent.push({ key: parcel.key, body: bodyOf(parcel.content) });
        return Promise.resolve(results.shift() ?? { was: 'lost' });
      },
      sendPhoto: () => Promise.resolve({ was: 'kept', sha256: 'ab'.repeat(32) })
    },
    alone: (work) => work(),
    now: () => 10_000,
    spread: () => 0.5,
    changed: () => undefined
  };
  return { ports, sent, state: (key: string) => kept.get(key)!.state, kept };
}

describe('sending', () => {
  test('only an answer makes it sent; what was lost goes out again with the same key and body', async () => {
    const one = phone([parcelOf('k')], [{ was: 'lost' }, { was: 'sent', id: 'r7', at: 5 }]);
    const first = await sendDue(one.ports);
    expect(one.state('k')).toMatchObject({ is: 'waiting', tried: true });
    expect(first.next).toBeGreaterThan(10_000);
    expect(canTakeBack(one.kept.get('k')!), 'the server may have it').toBe(false);
    await sendDue(one.ports, true);
    expect(one.state('k')).toEqual({ is: 'sent', id: 'r7', at: 5, store: 's' });
    expect(one.sent[0]).toEqual(one.sent[1]);
    await sendDue(one.ports, true);
    expect(one.sent.length, 'what has arrived is not sent again').toBe(2);
  });

  test('what another store took in goes out again, once, with the same key and body', async () => {
    const there = phone([parcelOf('k')], [{ was: 'sent', id: 'r7', at: 5 }]);
    await sendDue(there.ports);
    const [kept] = [...there.kept.values()];
    const back = phone([kept!], [{ was: 'lost' }, { was: 'sent', id: 'r3', at: 9 }], 'account:a', 't');
    const first = await sendDue(back.ports);
    expect(back.state('k')).toMatchObject({ is: 'waiting', tried: true });
    expect(canTakeBack(back.kept.get('k')!), 'the store may have it').toBe(false);
    expect(first.next).toBeGreaterThan(10_000);
    await sendDue(back.ports, true);
    expect(back.state('k')).toEqual({ is: 'sent', id: 'r3', at: 9, store: 't' });
    expect(back.sent[1]).toEqual(there.sent[0]);
    await sendDue(back.ports, true);
    expect(back.sent.length).toBe(2);
    const old = phone([{ ...kept!, state: { is: 'sent', id: 'r1', at: 1 } }], []);
    await sendDue(old.ports, true);
    expect(old.sent, 'what was sent before stores were noted').toEqual([]);
  });

  test('what is in doubt stays so until the server has answered for it', async () => {
    const one = phone([parcelOf('k')], [{ was: 'lost' }, { was: 'later', after: 1_000 }]);
    await sendDue(one.ports);
    await sendDue(one.ports, true);
    expect(one.state('k')).toMatchObject({ is: 'waiting', tried: true });
  });

  test('nothing of one account goes out while another is signed in, nor without a session', async () => {
    const other = phone([parcelOf('k')], [], 'account:b');
    expect(await sendDue(other.ports, true)).toMatchObject({ next: null });
    expect(other.sent).toEqual([]);
    const nobody = phone([parcelOf('k')], [], 'signIn');
    expect((await sendDue(nobody.ports, true)).signIn).toBe(true);
    expect(nobody.sent).toEqual([]);
    expect(nobody.state('k').is).toBe('waiting');
  });

  test('a closed page leaves `sending` behind, and the next one sends it', async () => {
    const left: Parcel = { ...parcelOf('k'), state: { is: 'sending', since: 1, tries: 1, tried: false } };
    const one = phone([left], [{ was: 'sent', id: 'r8', at: 5 }]);
    await sendDue(one.ports);
    expect(one.state('k').is).toBe('sent');
  });

  test('a refusal keeps its faults and does not stop the others', async () => {
    const faults = [{ path: '/values/0/numerator', code: 'negative', message: { vi: 'âm', en: 'negative' } }];
    const one = phone(
      [parcelOf('a'), parcelOf('b')],
      [
        { was: 'refused', status: 422, faults },
        { was: 'sent', id: 'r9', at: 5 }
      ]
    );
    await sendDue(one.ports);
    expect(one.state('a')).toEqual({ is: 'refused', status: 422, faults });
    expect(one.state('b').is).toBe('sent');
  });

  test('a photo that a store lost when it was put back goes out again with its report', async () => {
    const there = phone([parcelOf('k', 'account:a', 'p1')], [{ was: 'sent', id: 'r7', at: 5 }]);
    await sendDue(there.ports);
    const message = { vi: 'chưa có ảnh', en: 'no such photo' };
    const lost = {
      was: 'refused',
      status: 422,
      faults: [{ path: '/photos/0', code: 'unknownPhoto', message }]
    } as const;
    const back = phone([...there.kept.values()], [lost, { was: 'sent', id: 'r3', at: 9 }], 'account:a', 't');
    const photos: string[] = [];
    const { sendPhoto } = back.ports.calls;
    back.ports.calls.sendPhoto = (photo, place) => (photos.push(photo.id), sendPhoto(photo, place));
    const { next } = await sendDue(back.ports);
    expect(next, 'at once').toBe(10_000);
    await sendDue(back.ports);
    expect(photos).toEqual(['p1']);
    expect(back.state('k')).toMatchObject({ is: 'sent', id: 'r3' });
    expect(back.sent.at(-1)).toEqual(there.sent[0]);
  });

  test('photos arrive before the report that names them', async () => {
    const one = phone([parcelOf('k', 'account:a', 'p1')], [{ was: 'sent', id: 'r1', at: 5 }]);
    await sendDue(one.ports);
    expect(one.sent[0]?.body).toContain('ab'.repeat(32));
  });
});
