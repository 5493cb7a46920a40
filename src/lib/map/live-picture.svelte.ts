import { untrack } from 'svelte';
import type { LiveMap } from './live-map.ts';
import type { MapView } from './map-view.svelte.ts';
import type { Motion } from './motion.svelte.ts';
import { changesBetween, type Painting } from './painting.ts';

/** A context that the browser does not give back by then is replaced by another map, milliseconds. */
const REVIVE_MS = 800;
/** A context that was given back has this long to draw everything, milliseconds: another map would begin from nothing. */
const REDRAW_MS = 6_000;
/** Where a map that had lived cannot be made anew, it is tried again after this; each time twice as long, milliseconds. */
const AGAIN_MS = 2_000;
const LONGEST_MS = 300_000;

/**
 * The live map's life beside the component's: it is loaded once the still picture is painted, gets what changes, and
 * says what is on the screen. To be made while the component is, because its effects end with it.
 */
export class LivePicture {
  /** The canvas that is to hold the map; set by the component. */
  container = $state.raw<HTMLElement | null>(null);
  /** Which picture is seen. */
  shown = $state<'still' | 'live'>('still');
  /** There is no WebGL here: the still picture stays. */
  absent = $state(false);
  /** Nothing is moving or under way. */
  idle = $state(false);
  /** Revision of the colours on the screen. */
  readonly revision = $derived.by(() =>
    this.shown === 'live' ? this.#drawn : this.#view.ready ? this.#view.painting.revision : -2
  );

  readonly #view: MapView;
  #drawn = $state(-2);
  /** Rises when the map is to be made anew. */
  #life = $state(0);
  #wait = AGAIN_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hasLived = false;
  #map = $state.raw<LiveMap | null>(null);

  constructor(view: MapView, motion: Motion) {
    this.#view = view;
    $effect(() => this.#live());
    $effect(() => this.#follow());
    $effect(() => this.#map?.show(view.props.shapes));
    $effect(() => this.#map?.showLand(view.props.land));
    $effect(() => this.#map?.showIslands(view.islands));
    $effect(() => this.#map?.wear(view.props.theme));
    $effect(() => this.#map?.embolden(view.bold));
    let last: Painting | null = null;
    $effect(() => {
      const { painting } = view;
      const moving = !view.props.reducedMotion && last !== null && last.revision >= 0;
      if (moving && last !== null) untrack(() => motion.cross(changesBetween(last ?? painting, painting)));
      last = painting;
      this.idle = this.absent;
      this.#map?.paint(painting);
    });
  }

  zoomBy(step: number): void {
    const { view, props } = this.#view;
    if (this.#map) this.#map.zoomBy(step, !props.reducedMotion);
    else this.#view.camera = { ...view, zoom: Math.min(16, Math.max(3, view.zoom + step)) };
    this.#view.moved = true;
  }

  goHome(): void {
    this.#view.moved = false;
    this.#look(!this.#view.props.reducedMotion);
  }

  /** Goes where the bounds or the size of the picture say, unless the person has moved the map since. */
  #follow(): void {
    const { home, boundsKey } = this.#view;
    if (this.#map === null || !home) return;
    untrack(() => {
      const elsewhere = this.#bounds !== null && this.#bounds !== boundsKey;
      this.#bounds = boundsKey;
      if (elsewhere) this.#view.moved = false;
      if (!this.#view.moved) this.#look(elsewhere && !this.#view.props.reducedMotion);
    });
  }
  #bounds: string | null = null;

  #look(animate: boolean): void {
    if (this.#map === null) this.#view.camera = null;
    else this.#map.look(this.#view.home, animate);
  }

  /** Makes the map once there is room for it, and takes it away with the component. */
  #live(): (() => void) | undefined {
    const { container } = this;
    void this.#life;
    if (container === null || !this.#view.ready) return undefined;
    let gone = false;
    let map: LiveMap | null = null;
    void afterPaint()
      .then(() => import('./live-map.ts'))
      .then(({ LiveMap }) => {
        if (gone) return;
        this.#map = map = untrack(() => this.#make(LiveMap, container));
      })
      .catch((error: unknown) => {
        if (gone) return;
        console.warn('The live map did not start; the still picture stays.', error);
        this.absent = this.idle = true;
        this.#say();
        // A device without WebGL stays as it is; one that had it gets it back.
        if (!this.#hasLived) return;
        this.#revive(this.#wait);
        this.#wait = Math.min(LONGEST_MS, this.#wait * 2);
      });
    return () => {
      gone = true;
      clearTimeout(this.#timer);
      this.#map = null;
      this.shown = 'still';
      map?.remove();
    };
  }

  #make(Live: typeof LiveMap, container: HTMLElement): LiveMap {
    const { props, painting, view, bold } = this.#view;
    const content = {
      shapes: props.shapes,
      land: props.land,
      archipelagos: this.#view.islands,
      theme: props.theme,
      camera: view,
      painting,
      bold
    };
    return new Live(container, content, {
      onmove: (camera) => {
        this.#view.camera = camera;
        this.idle = false;
      },
      ongesture: () => {
        this.#view.moved = true;
      },
      ondrawn: (revision) => {
        this.#drawn = revision;
      },
      onidle: () => {
        clearTimeout(this.#timer);
        this.shown = 'live';
        this.absent = false;
        this.#hasLived = true;
        this.#wait = AGAIN_MS;
        this.idle = this.#drawn === this.#view.painting.revision;
        if (this.idle) this.#say();
      },
      onlost: () => {
        this.shown = 'still';
        this.idle = false;
        this.#revive(REVIVE_MS);
      },
      onrestored: () => this.#revive(REDRAW_MS)
    });
  }

  /** Makes the map anew after a while, unless it is seen again before. */
  #revive(after: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#life += 1), after);
  }

  #say(): void {
    this.#view.props.onidle?.(this.revision);
  }
}

/** After the browser has painted what there is: the first picture does not wait for the second. */
function afterPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
