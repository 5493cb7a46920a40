import { lastDay, type Day } from '../../../domain/period.ts';
import { standsIn } from '../../../domain/standing-levels.ts';
import type { World } from '../../../domain/world.ts';
import { levelOf } from '../../../wire/scope.ts';
import type { Slide } from '../../../api/playlists.ts';
import { faultAt, refuse, type FieldFault, type Refusal } from '../../../api/outcome.ts';

/** What is wrong with slides: units, levels and indicators that there are not, and what whoever arranges may not see. */
export function slideFaults(
  slides: readonly Slide[],
  world: World,
  today: Day,
  maySee: (slide: Slide) => boolean
): FieldFault[] {
  return slides.flatMap((slide, at) => {
    const n = at + 1;
    const fault = (field: string, code: string, vi: string, en: string) => [
      faultAt(`/slides/${at}/${field}`, code, `Trang ${n}: ${vi}`, `Slide ${n}: ${en}`)
    ];
    const unit = world.tree.unit(slide.unit);
    if (!unit) return fault('unit', 'unknownUnit', 'không có đơn vị này.', 'there is no such unit.');
    if (!maySee(slide))
      return fault(
        'unit',
        'forbidden',
        'đơn vị hoặc cấp này ngoài phạm vi của tài khoản.',
        'you do not have access to this unit or level.'
      );
    if (levelOf(slide.level) < unit.level)
      return fault('level', 'badLevel', 'cấp cao hơn đơn vị.', 'the level lies above the unit.');
    if (slide.period !== null && !world.alive(slide.period)[unit.ordinal]) {
      const day = lastDay(slide.period, world.profile);
      return fault(
        'period',
        'notThen',
        `đơn vị chưa có hoặc không còn vào ${day}.`,
        `no such unit on ${day}.`
      );
    }
    const then = slide.period === null ? today : lastDay(slide.period, world.profile);
    if (!standsIn(world.tree, unit.ordinal, slide.level, then))
      return fault('level', 'noLevel', 'đơn vị không có cấp này.', 'the unit has no such level.');
    if (slide.subject.kind === 'indicator' && !world.indicator(slide.subject.code))
      return fault('subject', 'unknownIndicator', 'không có chỉ tiêu này.', 'there is no such indicator.');
    return [];
  });
}

/** Slides that a screen's link does not reach. */
export function outsideFaults(outside: readonly number[], screen: string): FieldFault[] {
  return outside.map((at) =>
    faultAt(
      `/slides/${at}/unit`,
      'outsideScreen',
      `Trang ${at + 1}: ngoài phạm vi của màn hình “${screen}”.`,
      `Slide ${at + 1}: beyond the scope of the screen “${screen}”.`
    )
  );
}

/** The unit has another playlist of this name. */
export function takenName(name: string): Refusal {
  return refuse(
    'wrong',
    'nameTaken',
    `Đơn vị này đã có danh sách trình chiếu tên “${name}”.`,
    `This unit has a playlist called “${name}”.`,
    '/name'
  );
}
