import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { askedRule } from '../../api/alerts.ts';
import { listDifficulties, openDifficulty } from '../../api/difficulties.ts';
import { isRefusal } from '../../api/outcome.ts';
import { readAddress, readLeniently, readSent } from './read-call.ts';

const sent = (body: BodyInit, type = 'application/json') =>
  readSent(
    new Request('http://x/', { method: 'POST', body, headers: { 'content-type': type } }),
    openDifficulty.body,
    1_000
  );

describe('a call’s body', () => {
  it('is refused in the one way of its kind, in both languages', async () => {
    expect(await sent('{}', 'text/plain')).toMatchObject({ refused: 'notJsonType' });
    expect(await sent('{')).toMatchObject({ refused: 'notJson' });
    expect(await sent(`"${'x'.repeat(2_000)}"`)).toMatchObject({ refused: 'tooLarge' });
    const wrong = await sent(JSON.stringify({ group: 'g', kind: 'weather', text: 7, more: 1 }));
    expect(wrong).toMatchObject({ refused: 'wrong' });
    const faults = isRefusal(wrong) ? wrong.faults : [];
    expect(faults.map(({ path, code }) => [path, code]).sort()).toEqual([
      ['/kind', 'badValue'],
      ['/more', 'unknownField'],
      ['/text', 'badType']
    ]);
    for (const { message } of faults) expect(message.vi).not.toBe(message.en);
  });

  it('is refused in the words of a check of ours, where it has some', async () => {
    const rule = {
      ...{ name: 'x', unit: 'VN@1945-09-02', level: 'commune', side: 'under', enter: 500, leave: 400 },
      ...{ measure: { subject: 'matters', state: 'open' }, floor: 0, hold: 0 },
      channels: { webhook: false, mails: ['nobody'], sound: false }
    };
    const body = JSON.stringify(rule);
    const request = new Request('http://x/', {
      ...{ method: 'POST', body },
      headers: { 'content-type': 'application/json' }
    });
    const read = await readSent(request, askedRule);
    expect(isRefusal(read) && read.faults.map(({ path, message }) => [path, message.en])).toEqual([
      ['/channels/mails/0', '“nobody” is not an e-mail address.'],
      ['/leave', 'It must end where it begins, or on the good side of it.']
    ]);
  });

  it('of the right shape is read, with what is usual put in', async () => {
    expect(await sent(JSON.stringify({ group: 'g', kind: 'other', text: ' x ' }))).toMatchObject({
      sent: { group: 'g', kind: 'other', text: 'x', proposal: '', wanted: 'commune' }
    });
  });
});

describe('an address', () => {
  const given = new URLSearchParams('unit=nowhere&list=late&page=2');

  it('of a call is refused where a name says what makes no sense', () => {
    const read = readAddress(listDifficulties.query, given);
    expect(isRefusal(read) && read.faults.map(({ path }) => path)).toEqual(['?unit', '?list']);
  });

  it('of a page is read as far as it makes sense', () => {
    expect(readLeniently(listDifficulties.query, given)).toEqual({
      reach: 'here',
      list: 'open',
      q: '',
      page: 2
    });
    const shape = z.strictObject({ a: z.enum(['1']).default('1') });
    expect(readLeniently(shape, new URLSearchParams('a=2&b=3'))).toEqual({ a: '1' });
  });
});
