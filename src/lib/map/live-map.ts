import { GeoJSONSource, LngLat, Map as MapLibre, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import './live-map.css';
import type { Camera } from './camera.ts';
import { finenessOf } from './fineness.ts';
import { dotsImage, hatchImage, PATTERN_RATIO } from './patterns.ts';
import {
  DOTS,
  HATCH,
  islandData,
  ISLANDS,
  landData,
  LAND,
  lineData,
  LINES,
  paints,
  styleOf,
  THEMED,
  unitData,
  UNITS,
  WIDE,
  widthsOf
} from './style.ts';
import { stateOfCode, type Painting } from './painting.ts';
import type { Archipelago, MapLand, MapShapes, Ordinal, Theme } from './types.ts';

setWorkerUrl(workerUrl);

/** What the live map says to the component around it. */
export interface LiveMapEvents {
  /** The camera moved; called before the frame that shows it. */
  readonly onmove: (camera: Camera) => void;
  /** The person moved it, not the page. */
  readonly ongesture: () => void;
  /** A frame with this revision's colours is on the screen. */
  readonly ondrawn: (revision: number) => void;
  readonly onidle: () => void;
  /** The WebGL context is gone: show the last picture. It comes back with `onidle`. */
  readonly onlost: () => void;
  /** The context is there again; what was drawn is being made anew. */
  readonly onrestored: () => void;
}

export interface LiveMapContent {
  readonly shapes: MapShapes;
  readonly land: MapLand;
  readonly archipelagos: readonly Archipelago[];
  readonly theme: Theme;
  readonly camera: Camera;
  readonly painting: Painting;
  /** Lines and islands so many times as wide. */
  readonly bold: number;
}

/** Where the camera may go. */
const LIMITS = { west: 100, south: 5, east: 119.5, north: 24.5, minZoom: 3, maxZoom: 16 };
/** Pixels per CSS pixel: more than two cost much and show nothing. */
const MAX_RATIO = 2;
const EASE_MS = 300;

/**
 * MapLibre with our style. Colours are feature state, written once a frame and only where they changed; they are
 * written anew from the painting whenever the style is (a lost WebGL context, restarted workers). Throws where there
 * is no WebGL.
 */
export class LiveMap {
  readonly #map: MapLibre;
  readonly #events: LiveMapEvents;
  /** What each unit's feature state says now. */
  readonly #written = new Map<Ordinal, number>();
  #painting: Painting;
  /** The painting that the feature states say; null where they say nothing yet. */
  #last: Painting | null = null;
  #theme: Theme;
  #bold: number;
  #fineness: number;
  /** What the style was last told, by name. */
  readonly #told: Map<string, unknown>;
  /** What it is to be told once it is there: a lost context takes it away, and gives it back as it was. */
  readonly #late = new Map<string, () => void>();
  #frame = 0;
  #loaded = false;
  /** All that was asked of the map is on the screen. */
  #resting = false;

  constructor(container: HTMLElement, content: LiveMapContent, events: LiveMapEvents) {
    const { shapes, land, archipelagos, theme, camera, bold } = content;
    this.#events = events;
    this.#painting = content.painting;
    this.#theme = theme;
    this.#bold = bold;
    this.#fineness = finenessOf(shapes);
    this.#told = new Map<string, unknown>([
      [UNITS, shapes],
      [LAND, land],
      [ISLANDS, archipelagos],
      ['theme', theme],
      ['bold', bold]
    ]);
    this.#map = new MapLibre({
      container,
      style: styleOf(theme, shapes, land, archipelagos, bold),
      center: [camera.lon, camera.lat],
      zoom: camera.zoom,
      maxPitch: 0,
      pixelRatio: Math.min(MAX_RATIO, devicePixelRatio),
      transformConstrain: (center, zoom) => ({
        center: inLimits(center),
        zoom: clamp(zoom, LIMITS.minZoom, LIMITS.maxZoom)
      }),
      renderWorldCopies: false,
      attributionControl: false,
      // The frame around it has the keyboard, in which an arrow goes to a unit and not by pixels.
      keyboard: false,
      boxZoom: false,
      doubleClickZoom: false,
      dragRotate: false,
      touchPitch: false,
      pitchWithRotate: false,
      fadeDuration: 0,
      validateStyle: false
    });
    this.#map.touchZoomRotate.disableRotation();
    const canvas = this.#map.getCanvas();
    canvas.tabIndex = -1;
    canvas.setAttribute('aria-hidden', 'true');
    canvas.removeAttribute('role');
    this.#listen();
  }

  /** Draws other units. */
  show(shapes: MapShapes): void {
    this.#change(UNITS, shapes, () => {
      this.#fineness = finenessOf(shapes);
      this.#setData(UNITS, unitData(shapes));
      this.#setData(LINES, lineData(shapes));
      this.#widen();
    });
  }

  showLand(land: MapLand): void {
    this.#change(LAND, land, () => this.#setData(LAND, landData(land)));
  }

  showIslands(archipelagos: readonly Archipelago[]): void {
    this.#change(ISLANDS, archipelagos, () => this.#setData(ISLANDS, islandData(archipelagos)));
  }

  /** Colours the units, in the next frame. */
  paint(painting: Painting): void {
    this.#painting = painting;
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#flush());
  }

  wear(theme: Theme): void {
    this.#theme = theme;
    this.#change('theme', theme, () => {
      this.#map.updateImage(HATCH, hatchImage(theme));
      this.#map.updateImage(DOTS, dotsImage(theme));
      for (const [layer, colours] of Object.entries(paints(theme)))
        for (const name of THEMED) {
          const colour = colours[name];
          if (colour !== undefined) this.#map.setPaintProperty(layer, name, colour);
        }
    });
  }

  /** Draws lines and islands so many times as wide. */
  embolden(bold: number): void {
    this.#change('bold', bold, () => {
      this.#bold = bold;
      this.#widen();
    });
  }

  #widen(): void {
    for (const [layer, widths] of Object.entries(widthsOf(this.#bold, this.#fineness)))
      for (const name of WIDE) {
        const width = widths[name];
        if (width !== undefined) this.#map.setPaintProperty(layer, name, width);
      }
  }

  /** Moves the camera, in 300 ms or at once. */
  look(camera: Camera, animate: boolean): void {
    const target = { center: [camera.lon, camera.lat] as [number, number], zoom: camera.zoom };
    if (animate) this.#map.easeTo({ ...target, duration: EASE_MS, essential: true });
    else this.#map.jumpTo(target);
  }

  zoomBy(step: number, animate: boolean): void {
    const zoom = this.#map.getZoom() + step;
    if (animate) this.#map.easeTo({ zoom, duration: EASE_MS, essential: true });
    else this.#map.setZoom(zoom);
    this.#events.ongesture();
  }

  remove(): void {
    cancelAnimationFrame(this.#frame);
    this.#map.remove();
  }

  #listen(): void {
    const map = this.#map;
    map.on('style.load', () => {
      this.#loaded = true;
      this.#last = null;
      this.#written.clear();
      if (!map.hasImage(HATCH)) map.addImage(HATCH, hatchImage(this.#theme), { pixelRatio: PATTERN_RATIO });
      if (!map.hasImage(DOTS)) map.addImage(DOTS, dotsImage(this.#theme), { pixelRatio: PATTERN_RATIO });
      for (const change of this.#late.values()) change();
      this.#late.clear();
      this.#flush();
    });
    map.on('move', (event) => {
      const { lng, lat } = map.getCenter();
      this.#events.onmove({ lon: lng, lat, zoom: map.getZoom() });
      if ('originalEvent' in event && event.originalEvent) this.#events.ongesture();
    });
    for (const event of ['movestart', 'dataloading', 'render'] as const)
      map.on(event, () => (this.#resting = false));
    map.on('idle', () => {
      this.#forget();
      this.#resting = true;
      this.#events.onidle();
    });
    map.on('webglcontextlost', () => {
      this.#loaded = this.#resting = false;
      this.#events.onlost();
    });
    map.on('webglcontextrestored', () => {
      map.triggerRepaint();
      this.#events.onrestored();
    });
  }

  /** Writes the feature state of the units whose paint changed. */
  #flush(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!this.#loaded) return;
    const { units, revision } = this.#painting;
    const { order, codes } = units;
    const last = this.#last?.units.order === order ? this.#last.units.codes : null;
    this.#last = this.#painting;
    let isOther = false;
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i]!;
      if (last?.[i] === code) continue;
      const id = order.ordinals[i]!;
      if (this.#written.get(id) === code) continue;
      this.#written.set(id, code);
      isOther = true;
      const state = stateOfCode(code);
      this.#map.setFeatureState({ source: UNITS, id }, state);
      this.#map.setFeatureState({ source: ISLANDS, id }, state);
    }
    // Figures move more often than colours: a picture that stays the same is not painted anew.
    if (!isOther && this.#resting) {
      this.#events.ondrawn(revision);
      this.#events.onidle();
      return;
    }
    this.#resting = false;
    this.#map.once('render', () => this.#events.ondrawn(revision));
    this.#map.triggerRepaint();
  }

  /** Feature state of units that are drawn no longer is taken away, once nothing shows them. */
  #forget(): void {
    for (const id of this.#written.keys()) {
      if (this.#painting.units.has(id)) continue;
      this.#written.delete(id);
      this.#last = null;
      this.#map.removeFeatureState({ source: UNITS, id });
      this.#map.removeFeatureState({ source: ISLANDS, id });
    }
  }

  /** Tells the style something else, now or once it is there. */
  #change(what: string, value: unknown, change: () => void): void {
    if (this.#told.get(what) === value) return;
    this.#told.set(what, value);
    if (this.#loaded) change();
    else this.#late.set(what, change);
  }

  #setData(name: string, data: GeoJSON.FeatureCollection): void {
    const source = this.#map.getSource(name);
    if (source instanceof GeoJSONSource) void source.setData(data);
  }
}

function inLimits(center: { lng: number; lat: number }) {
  return new LngLat(
    clamp(center.lng, LIMITS.west, LIMITS.east),
    clamp(center.lat, LIMITS.south, LIMITS.north)
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
