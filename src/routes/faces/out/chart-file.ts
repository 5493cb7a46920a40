import { chartSvg } from '$lib/out/chart-svg.ts';
import { FONT } from '$lib/out/drawing.ts';
import { factsOf, sourceOf, type Leaving } from './poster-of.ts';

/** The largest chart of the desk's view as an SVG file; null where none is drawn. */
export function chartFile(leaving: Leaving): Blob | null {
  const view = document.querySelector('[data-field="desk-view"]');
  const charts = [...(view?.querySelectorAll('svg') ?? [])];
  const areaOf = (chart: Element) => {
    const { width, height } = chart.getBoundingClientRect();
    return width * height;
  };
  const [chart] = charts.filter((one) => areaOf(one) > 10_000).sort((a, b) => areaOf(b) - areaOf(a));
  if (!chart) return null;
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const frame = chart.closest('[data-field="chart"]');
  const title = frame?.querySelector('[data-field="chart-title"]')?.textContent.trim();
  const facts = frame?.querySelector('[data-field="chart-facts"]')?.textContent.trim();
  const [about = ''] = factsOf(leaving);
  const svg = chartSvg(
    chart,
    { title: title ?? about, facts: facts ?? '', foot: `${about} · ${sourceOf(leaving)}` },
    { ground: colour('--surface'), text: colour('--text'), quiet: colour('--quiet'), font: FONT }
  );
  return new Blob([svg], { type: 'image/svg+xml' });
}
