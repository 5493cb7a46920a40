import { USUAL_PATIENCE, type Patience } from '../../../domain/matter-rules.ts';

/** The names of the settings that say how many working days a matter may lie: before anybody has it, and after. */
const PATIENCE_SETTINGS = { open: 'MATTER_DAYS_OPEN', taken: 'MATTER_DAYS_TAKEN' } as const;

/** How long matters may lie in this deployment: 1–60 working days each, else what is usual. */
export function patienceFrom(env: Readonly<Record<string, string | undefined>>): Patience {
  const days = (name: string, usual: number) => {
    const given = Number(env[name] ?? usual);
    return Number.isInteger(given) && given >= 1 && given <= 60 ? given : usual;
  };
  return {
    open: days(PATIENCE_SETTINGS.open, USUAL_PATIENCE.open),
    taken: days(PATIENCE_SETTINGS.taken, USUAL_PATIENCE.taken)
  };
}
