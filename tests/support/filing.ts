/** Where to file and by which key. */
interface Door {
  readonly url: string;
  readonly key: string;
}

/** A report as an API client sends it. */
interface SentReport {
  readonly group: string;
  readonly period: string;
  readonly values: readonly { indicator: string; numerator: number; denominator?: number }[];
}

interface GroupsAnswer {
  readonly groups: readonly {
    readonly code: string;
    readonly values: readonly { readonly indicator: string; readonly base: number | null }[];
  }[];
}

/** The groups below a unit that file an indicator, with the base fact that is its denominator. */
export async function groupsWithin(
  door: Door,
  unit: string,
  indicator: string
): Promise<{ code: string; base: number }[]> {
  const answer = await fetch(`${door.url}/api/v1/groups?within=${unit}&limit=200`, { headers: bearer(door) });
  const { groups } = (await answer.json()) as GroupsAnswer;
  return groups.flatMap(({ code, values }) => {
    const base = values.find((value) => value.indicator === indicator)?.base;
    return base ? [{ code, base }] : [];
  });
}

/** Files reports in one call. */
export function fileReports(door: Door, reports: readonly SentReport[]): Promise<Response> {
  return fetch(`${door.url}/api/v1/reports`, {
    method: 'POST',
    headers: { ...bearer(door), 'content-type': 'application/json' },
    body: JSON.stringify({ reports })
  });
}

function bearer({ key }: Door): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}
