import type { Sent } from '$lib/api/declare.ts';
import type { FieldFault } from '$lib/api/outcome.ts';
import { call } from '$lib/client/call.ts';
import { PILLARS } from '$lib/domain/indicator.ts';
import type { LevelName } from '$lib/domain/unit.ts';
import type { Language } from '$lib/i18n/language.ts';
import type { createPlaylist, Playlist, Slide } from '$lib/api/playlists.ts';
import { kindOf, LEAST_SECONDS, MOST_SECONDS, USUAL_SECONDS, type SlideKind } from '$lib/domain/playlist.ts';
import type { UnitPick } from '$lib/ui/unit-pick.ts';

/** What is wrong with a draft: of a slide by its place, or of the whole (−1). */
export interface DraftFault {
  readonly slide: number;
  readonly field: string;
  readonly text: string;
}

/** A slide while it is arranged. `key` tells it from the others, wherever it is moved. */
export interface SlideDraft {
  readonly key: number;
  unit: UnitPick | null;
  level: LevelName;
  /** `indicator:CODE` or `pillar:CODE`. */
  subject: string;
  period: number | null;
  seconds: number;
  kind: SlideKind;
}

/** A playlist while it is arranged; nothing is kept before it is saved. */
export class PlaylistDraft {
  /** Null until it was saved for the first time. */
  readonly id: string | null;
  name = $state('');
  unit = $state.raw<UnitPick | null>(null);
  theme = $state<'light' | 'dark'>('dark');
  slides = $state<SlideDraft[]>([]);
  /** The slide that was taken away last, and from where. */
  dropped = $state.raw<{ readonly slide: SlideDraft; readonly at: number } | null>(null);
  readonly #saved: string;
  #keys = 0;

  constructor(from: Playlist | null, unit: UnitPick | null, pick: (key: string) => UnitPick, usual: string) {
    this.id = from?.id ?? null;
    this.unit = unit;
    if (from) {
      this.name = from.name;
      this.theme = from.theme ?? 'dark';
      this.slides = from.slides.map((slide) => this.#draftOf(slide, pick));
    } else {
      this.add(usual);
    }
    this.#saved = JSON.stringify(this.body());
  }

  get isChanged(): boolean {
    return JSON.stringify(this.body()) !== this.#saved;
  }

  /** Adds a slide after the last one, of the same unit. */
  add(usual: string): void {
    const last = this.slides.at(-1);
    this.slides.push({
      key: this.#keys++,
      unit: last?.unit ?? this.unit,
      level: last?.level ?? 'commune',
      subject: usual,
      period: null,
      seconds: USUAL_SECONDS,
      kind: 'map'
    });
  }

  /** Puts a slide in another place; false where there is none. */
  move(from: number, to: number): boolean {
    const slide = this.slides[from];
    if (!slide || to < 0 || to >= this.slides.length || from === to) return false;
    this.slides.splice(from, 1);
    this.slides.splice(to, 0, slide);
    return true;
  }

  drop(at: number): void {
    const [slide] = this.slides.splice(at, 1);
    if (slide) this.dropped = { slide, at };
  }

  /** Brings the slide back that was taken away last. */
  undrop(): void {
    if (!this.dropped) return;
    this.slides.splice(this.dropped.at, 0, this.dropped.slide);
    this.dropped = null;
  }

  /** What is missing or out of bounds, seen before it is sent. */
  lacks(words: { name: string; slides: string; unit: string; seconds: string }): DraftFault[] {
    const faults: DraftFault[] = [];
    const add = (slide: number, field: string, text: string) => faults.push({ slide, field, text });
    if (this.name.trim() === '') add(-1, 'name', words.name);
    if (this.unit === null) add(-1, 'unit', words.unit);
    if (this.slides.length === 0) add(-1, 'slides', words.slides);
    for (const [at, { unit, seconds }] of this.slides.entries()) {
      if (unit === null) add(at, 'unit', words.unit);
      if (!Number.isInteger(seconds) || seconds < LEAST_SECONDS || seconds > MOST_SECONDS)
        add(at, 'seconds', words.seconds);
    }
    return faults;
  }

  /** Saves it; under its id it replaces, or brings back, the one that had it. */
  save() {
    const { id } = this;
    const body = this.body();
    return id === null
      ? call('POST /api/v1/playlists', {}, body)
      : call('PUT /api/v1/playlists/{id}', { id }, body);
  }

  /** As it is sent. */
  body(): Sent<typeof createPlaylist> {
    return {
      unit: this.unit?.key ?? '',
      name: this.name.trim(),
      theme: this.theme,
      slides: this.slides.map(({ unit, level, subject, period, seconds, kind }) => ({
        unit: unit?.key ?? '',
        level,
        subject: subjectOf(subject),
        period,
        seconds,
        kind
      }))
    };
  }

  #draftOf(slide: Slide, pick: (key: string) => UnitPick): SlideDraft {
    const { unit, level, subject, period, seconds } = slide;
    return {
      key: this.#keys++,
      unit: pick(unit),
      level,
      subject: subject.kind === 'indicator' ? `indicator:${subject.code}` : `pillar:${subject.pillar}`,
      period,
      seconds,
      kind: kindOf(slide)
    };
  }
}

/** What the server says of a field, where it stands in the form. */
export function draftFault({ path, message }: FieldFault, language: Language): DraftFault {
  const [, slide, field = ''] = /^\/slides\/(\d+)(?:\/(\w+))?/.exec(path) ?? [];
  const text = message[language];
  return slide === undefined
    ? { slide: -1, field: path.slice(1), text }
    : { slide: Number(slide), field, text };
}

function subjectOf(text: string): Slide['subject'] {
  const [kind = '', code = ''] = text.split(':');
  const pillar = kind === 'pillar' ? PILLARS.find((one) => one === code) : undefined;
  return pillar ? { kind: 'pillar', pillar } : { kind: 'indicator', code };
}
