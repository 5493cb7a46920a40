import { z } from 'zod';
import { MEETING_LIMITS as MOST, PROMISE_VERBS } from '../../domain/meeting.ts';
import { isDay } from '../../domain/period.ts';

const day = z.string().refine(isDay, 'YYYY-MM-DD');
const line = (most: number) => z.string().trim().min(1).max(most);
const slide = z.strictObject({
  title: line(MOST.title),
  query: z
    .string()
    .max(MOST.query)
    .regex(/^(?:$|\?)/)
});

/** A meeting to be opened. */
export const newMeeting = z.strictObject({
  unit: z.string().min(1).max(64),
  title: line(MOST.title),
  day,
  slides: z.array(slide).max(MOST.slides).default([])
});
export type NewMeeting = z.infer<typeof newMeeting>;

/** What may be done with a meeting: its agenda made anew, one view added, ended, opened again. */
export const meetingChange = z.discriminatedUnion('step', [
  z.strictObject({
    step: z.literal('arranged'),
    title: line(MOST.title),
    day,
    slides: z.array(slide).max(MOST.slides)
  }),
  z.strictObject({ step: z.literal('added'), slide }),
  z.strictObject({ step: z.literal('ended') }),
  z.strictObject({ step: z.literal('resumed') })
]);
export type MeetingChange = z.infer<typeof meetingChange>;

/** A conclusion: what, who, by when, against which unit or group and indicator. */
export const newConclusion = z.strictObject({
  /** A unit's key, or a group's code. */
  node: z.string().min(1).max(64),
  indicator: z.string().min(1).max(32).nullable().default(null),
  text: line(MOST.text),
  who: line(MOST.who),
  by: day.nullable().default(null),
  /** Makes the same call twice one conclusion. */
  key: z.string().min(1).max(100).optional()
});
export type NewConclusion = z.infer<typeof newConclusion>;

export const promiseStep = z.strictObject({
  step: z.enum(PROMISE_VERBS),
  note: z.string().trim().max(MOST.note).default('')
});
export type PromiseAsk = z.infer<typeof promiseStep>;
