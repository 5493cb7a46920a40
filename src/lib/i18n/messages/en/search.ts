import type { Translation } from '../../texts.ts';
import type { search as vi } from '../vi/search.ts';
import { common } from './common.ts';

/** Finding units, groups, indicators and pages. */
export const search: Translation<typeof vi> = {
  open: common.search,
  label: 'Find a unit, group, indicator or page',
  placeholder: 'Commune, ward, group, indicator… accents optional',
  keys: 'Ctrl K',
  units: common.units,
  groups: 'Groups and sources',
  indicators: common.indicators,
  pages: 'Pages',
  none: 'Nothing found for “{query}”. Try without accents, a former name, or a code.',
  hint: 'Type a name or its first letters: “hc” is Hải Châu, “p hai chau”, “thuan phuoc”, 20242.',
  searching: common.searching,
  failed: 'No connection: searching only what is loaded on this page.',
  former: 'includes former {name} (until {day})',
  formerAlways: 'includes former {name}',
  past: 'former unit, {from} – {to}',
  toMap: 'open on the map',
  toProfile: 'open the profile',
  close: common.close,
  found: { one: '{n} result', other: '{n} results' },
  map: common.map,
  guide: common.guide,
  account: 'My account'
};
