import { anchorsOf, clearPlace } from './anchors.ts';
import { circleUnder, placeCircles } from './circles.ts';
import { clearFit, edgePoints } from './clear-fit.ts';
import {
  archipelagoLabels,
  boundsOfArchipelago,
  EAST_SEA_AT,
  INSET_HEIGHT_PER_WIDTH
} from './archipelagos.ts';
import {
  boundsOfView,
  type Camera,
  fit,
  holds,
  NO_PADDING,
  projectionOf,
  unproject,
  worldSize
} from './camera.ts';
import { unitFinder } from './find-unit.ts';
import { guessWidth, labelSize } from './label-type.ts';
import { roomKey, type MapStart } from './map-start.ts';
import { paintingOf } from './painting.ts';
import { pathOfShape } from './path.ts';
import { type Box, type Measure, placeLabels, touches } from './place-labels.ts';
import type { AttainmentMapProps, MapLabel, Ordinal, Padding, ScreenPoint } from './types.ts';

/** Room around the bounds, CSS pixels; less on small pictures. */
const MARGIN = 24;
/** The line of the marks at the top, CSS pixels. */
const MARKS_HEIGHT = 36;
/** Between the inset and the sides of the picture, CSS pixels. */
export const INSET_GAP = 12;
/** How near to an island's point a pointer means it, CSS pixels. */
const ISLAND_REACH = 8;
/** Width of the inset on a wall, per size of its text: its names just fit. */
const WALL_INSET = 11.5;
/** How far a name may reach over its unit's sides on a wall, where few would fit inside. */
const WALL_OVERHANG = 1.7;
/** Around a picture that makes room for what lies over it, CSS pixels. */
const CLEAR_MARGIN = 8;
/** As near as a picture is looked at by itself. */
const MAX_ZOOM = 15;
const NONE_LEFT: ReadonlySet<Ordinal> = new Set();

/** Everything that follows from the props, the size of the picture and where its camera is: what is drawn, and where. */
export class MapView {
  readonly #props: () => AttainmentMapProps;
  readonly #firstBounds: string;
  width = $state(0);
  height = $state(0);
  /** Null until the person or the live map moves it: the picture then shows `home`. */
  camera = $state.raw<Camera | null>(null);
  /** The person moved the map: a change of size no longer moves it back. */
  moved = $state(false);
  measure = $state.raw<Measure>(guessWidth);

  constructor(props: () => AttainmentMapProps) {
    this.#props = props;
    const { width = 0, height = 0 } = props().initialSize ?? {};
    this.width = width;
    this.height = height;
    this.#firstBounds = props().bounds.join();
  }

  /** Whether the room is the one in which the first picture was put. */
  #isAt(start: MapStart): boolean {
    const isSame = start.width === this.width && start.height === this.height;
    return isSame && this.boundsKey === this.#firstBounds && roomKey(this.props.taken) === start.taken;
  }

  get props(): AttainmentMapProps {
    return this.#props();
  }

  readonly size = $derived.by(() => ({ width: this.width, height: this.height }));
  readonly ready = $derived.by(() => this.width > 0 && this.height > 0);
  readonly padding: Padding = $derived.by(() => this.props.padding ?? NO_PADDING);
  /** A wall's text stands for 12 pixels at the desk: what goes with text grows with it. */
  readonly scale = $derived.by(() => (this.props.textSize ?? 12) / 12);
  /** What is drawn without text grows less, and nowhere below what the desk has. */
  readonly bold = $derived.by(() => Math.max(1, this.scale / 1.75));
  readonly fontSize = $derived.by(() => this.props.textSize ?? labelSize(this.width));
  readonly selected = $derived.by(() => this.props.selected ?? null);
  /** The bounds as text: the same bounds again are no change. */
  readonly boundsKey = $derived.by(() => this.props.bounds.join());
  /** Where the camera starts: the bounds in the room between the panels, and clear of the inset. */
  readonly home: Camera = $derived.by(() => {
    const { start } = this.props;
    return start && this.#isAt(start) ? start.camera : this.#home;
  });
  readonly #home = $derived.by(() => {
    const margin = Math.min(MARGIN, this.width / 24);
    const { top, right, bottom, left } = this.padding;
    // The marks stand on a line of their own.
    const head =
      !this.props.isNear && (this.props.marks?.length ?? 0) > 0
        ? Math.max(margin, MARKS_HEIGHT * this.scale)
        : margin;
    const room = { top: top + head, right: right + margin, bottom: bottom + margin, left: left + margin };
    const [west = 0, south = 0, east = 0, north = 0] = this.boundsKey.split(',').map(Number);
    const inRoom = (padding: Padding) => fit([west, south, east, north], this.size, padding);
    const plain = inRoom(room);
    if (this.props.isNear) return plain;
    if (this.props.taken) {
      const boxes = this.#needsInset(plain) ? [...this.props.taken, this.#insetBox] : this.props.taken;
      return clearFit(this.#edgePoints, this.size, Math.min(margin, CLEAR_MARGIN), boxes, MAX_ZOOM) ?? plain;
    }
    if (!this.#isCovered(plain)) return plain;
    // As little as will do: a view that need not go all the way above or beside the inset stays larger.
    const tried = [0.25, 0.5, 0.75, 1].flatMap((share) => [
      inRoom({ ...room, bottom: bottom + margin + share * (this.insetHeight + 2 * INSET_GAP - margin) }),
      inRoom({ ...room, right: right + margin + share * (this.insetWidth + 2 * INSET_GAP - margin) }),
      inRoom({
        ...room,
        left: left + margin + share * ((this.props.corner?.width ?? 0) + 2 * INSET_GAP - margin)
      }),
      inRoom({
        ...room,
        left: left + margin + share * ((this.props.corner?.width ?? 0) + 2 * INSET_GAP - margin),
        right: right + margin + share * (this.insetWidth + 2 * INSET_GAP - margin)
      })
    ]);
    const clear = tried.filter((camera) => !this.#isCovered(camera));
    return clear.reduce(
      (best, camera) => (camera.zoom > best.zoom + 1e-6 ? camera : best),
      clear[0] ?? plain
    );
  });
  readonly #edgePoints = $derived.by(() => {
    const [west = 0, south = 0, east = 0, north = 0] = this.boundsKey.split(',').map(Number);
    return edgePoints(this.props.shapes, [west, south, east, north]);
  });
  readonly view = $derived.by(() => this.camera ?? this.home);
  readonly project = $derived.by(() => projectionOf(this.view, this.size));
  readonly painting = $derived.by(() =>
    paintingOf(this.props.shapes, this.props.colouring, this.props.left ?? NONE_LEFT)
  );
  readonly anchors = $derived.by(() => anchorsOf(this.props.shapes));
  readonly #unitAt = $derived.by(() => unitFinder(this.props.shapes));
  /** The names from the most important on. */
  readonly #byRank = $derived.by(() => this.props.labels.toSorted((a, b) => a.rank - b.rank));

  readonly insetShown = $derived.by(() => this.#needsInset(this.view));
  readonly insetWidth = $derived.by(() =>
    this.props.textSize
      ? Math.min(this.props.textSize * WALL_INSET, (this.height - 2 * INSET_GAP) / INSET_HEIGHT_PER_WIDTH)
      : this.width < 520
        ? 112
        : this.width < 1500
          ? this.props.taken
            ? 130
            : 150
          : 200
  );
  readonly insetHeight = $derived.by(() => Math.round(this.insetWidth * INSET_HEIGHT_PER_WIDTH));
  readonly #insetBox: Box = $derived.by(() => {
    const { right, bottom } = this.padding;
    const left = this.width - right - this.insetWidth - INSET_GAP;
    return [left, this.height - bottom - this.insetHeight - INSET_GAP, this.width, this.height];
  });
  /**
   * The archipelagos that stand in the picture itself: not those that would lie half under what is over the map, which
   * the inset shows as a whole.
   */
  readonly islands = $derived.by(() => {
    const { taken, islands } = this.props;
    if (!taken || this.moved || !this.#needsInset(this.home)) return islands;
    const project = projectionOf(this.home, this.size);
    return islands.filter((archipelago) => {
      const box = boundsOfArchipelago(archipelago);
      if (box === null) return false;
      const [a, b] = [project(box[0], box[3]), project(box[2], box[1])];
      const isInside = a.x > 0 && a.y > 0 && b.x < this.width && b.y < this.height;
      return isInside && !taken.some((one) => touches(one, [a.x, a.y, b.x, b.y]));
    });
  });
  readonly archipelagos = $derived.by(() =>
    archipelagoLabels(this.islands, this.props.words, this.project, this.size, this.fontSize, this.measure)
  );
  readonly sea = $derived.by(() => {
    const at = this.project(...EAST_SEA_AT);
    const right = this.width - (this.insetShown ? this.insetWidth + 70 : 50);
    const clear = at.x > 50 && at.x < right && at.y > 24 && at.y < this.height - 24;
    const box = this.#seaBox(at);
    const isFree = !this.props.textSize || !this.archipelagos.some((name) => touches(name.box, box));
    return clear && isFree ? { at, text: this.props.words.eastSea } : null;
  });
  /** Boxes in which no unit's name may stand. */
  readonly #taken: readonly Box[] = $derived.by(() => {
    const boxes = this.archipelagos.map(({ box }) => box);
    if (this.sea) boxes.push(this.#seaBox(this.sea.at));
    boxes.push(...(this.props.taken ?? []));
    return this.insetShown ? [...boxes, this.#insetBox] : boxes;
  });
  readonly circles = $derived.by(() => {
    const { circles, circleShare } = this.props;
    return circles ? placeCircles(circles, this.size, (ordinal) => this.pointOf(ordinal), circleShare) : [];
  });
  readonly names = $derived.by(() => {
    const world = worldSize(this.view.zoom);
    const { anchors, project } = this;
    const circles = new Map(this.circles.map((circle) => [circle.ordinal, circle]));
    return placeLabels(
      circles.size === 0 ? this.#byRank : this.#byRank.filter((one) => circles.has(one.ordinal)),
      {
        size: this.size,
        project,
        measure: this.measure,
        fontSize: this.fontSize,
        taken: this.#taken,
        always: this.selected,
        numbers: this.props.numbers,
        isOpen: (point) => this.unitUnder(point) === null,
        ...(this.props.textSize ? { overhang: WALL_OVERHANG } : {}),
        roomOf: ({ ordinal }) => {
          const circle = circles.get(ordinal);
          if (circle) {
            const { x, y, r } = circle;
            return { width: 2 * r, height: 1.6 * r, at: () => unproject(this.view, this.size, { x, y }) };
          }
          const anchor = anchors.get(ordinal);
          return (
            anchor && { width: anchor.width * world, height: anchor.height * world, at: () => anchor.place }
          );
        }
      }
    );
  });
  readonly selectedPoint: ScreenPoint | null = $derived.by(() => {
    const anchor = this.selected === null ? undefined : this.anchors.get(this.selected);
    if (anchor === undefined) return null;
    return clearPlace(anchor, this.project, [...this.#taken, ...this.names.map(({ box }) => box)]);
  });

  /** The room of the sea's name. */
  #seaBox({ x, y }: ScreenPoint): Box {
    const k = this.fontSize / 12;
    return [x - 46 * k, y - 14 * k, x + 46 * k, y + 6 * k];
  }

  /** Whether a view does not hold an archipelago as a whole, so that the inset must show it. */
  #needsInset(camera: Camera): boolean {
    if (this.props.isNear) return false;
    const seen = boundsOfView(camera, this.size);
    return this.props.islands.some((archipelago) => {
      const box = boundsOfArchipelago(archipelago);
      return box !== null && !holds(seen, box);
    });
  }

  /** Whether the inset, or what lies in the other corner, would cover a part of a unit. */
  #isCovered(camera: Camera): boolean {
    const project = projectionOf(camera, this.size);
    const boxes = this.#needsInset(camera) ? [this.#insetBox] : [];
    const { corner } = this.props;
    if (corner) boxes.push([0, this.height - corner.height, corner.width, this.height]);
    return this.props.shapes.edge.coordinates.some((line) =>
      line.some(([lon = 0, lat = 0]) => {
        const { x, y } = project(lon, lat);
        return boxes.some(([left, top, end, foot]) => x > left && y > top && x < end && y < foot);
      })
    );
  }

  /** Where a unit is in the picture; null for one that is not drawn. */
  pointOf(ordinal: Ordinal): ScreenPoint | null {
    const anchor = this.anchors.get(ordinal);
    return anchor ? this.project(...anchor.place) : null;
  }

  /** Where the arrow keys may go: every unit, also where its name is not drawn. */
  places(): readonly MapLabel[] {
    const first = this.#byRank.find(({ ordinal }) => this.anchors.has(ordinal))?.ordinal;
    return [...this.anchors].map(
      ([
        ordinal,
        {
          place: [lon, lat]
        }
      ]) => ({
        ...{ ordinal, lon, lat, text: '' },
        rank: ordinal === first ? 0 : 1
      })
    );
  }

  /** A unit's outline as a path in steps of `PATH_SCALE`; empty for none. */
  outlineOf(ordinal: Ordinal | null | undefined): string {
    const anchor = ordinal === null || ordinal === undefined ? undefined : this.anchors.get(ordinal);
    return anchor ? pathOfShape(anchor.unit.geometry, this.project, this.size) : '';
  }

  /** The unit under a point of the picture; an island is met also a little beside its dot. */
  unitUnder(point: ScreenPoint): Ordinal | null {
    const circle = circleUnder(this.circles, point);
    if (circle !== null) return circle;
    for (const { ordinal, islands } of this.islands) {
      if (ordinal === null || !this.anchors.has(ordinal)) continue;
      const near = islands.some(({ lon, lat }) => {
        const { x, y } = this.project(lon, lat);
        return Math.hypot(x - point.x, y - point.y) < ISLAND_REACH;
      });
      if (near) return ordinal;
    }
    return this.#unitAt(...unproject(this.view, this.size, point));
  }
}
