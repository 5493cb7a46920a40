import type { BackupNote } from '../backup/backup-file.ts';
import { within } from '../core/within.ts';
import { freeBytes } from '../core/store/store-place.ts';
import { openMetrics, type Family, type Sample } from './open-metrics.ts';
import type { Held } from './loop-delay.ts';
import type { Tally } from './tally.ts';

/** What metrics are read from. */
export interface MetricsParts {
  /** Milliseconds UTC. */
  readonly clock: () => number;
  readonly ready: () => boolean;
  readonly tally: Pick<Tally, 'accepted' | 'refused' | 'outages'>;
  readonly loop: { readonly held: Held };
  readonly position: () => number;
  readonly store: {
    readonly reachable: boolean;
    readonly waiting: number;
    head(): Promise<number>;
    readonly sent: { waiting(): Promise<number> };
  };
  readonly hub: {
    readonly counts: {
      readonly sockets: number;
      readonly deltas: number;
      readonly deltaBytes: number;
      readonly resyncs: Readonly<Record<string, number>>;
    };
  };
  /** How many wait, by what for, besides appends and messages. */
  readonly queues: () => Readonly<Record<string, number>>;
  readonly faults: () => number;
  /** Null where no nightly backup is set. */
  readonly nightly: {
    readonly failures: number;
    state(): Promise<{ readonly newest: BackupNote | null; readonly failure: unknown }>;
  } | null;
  /** Folders whose disks are watched, by name. */
  readonly folders: Readonly<Record<string, string>>;
}

/** How long the store is waited for, milliseconds: who watches us has to hear that it is silent. */
const PATIENCE_MS = 2_000;

/**
 * What a monitor is told, as OpenMetrics text: counts and moments, no names and no words. What the store alone knows is
 * left out while it does not answer.
 */
export async function metricsText(parts: MetricsParts): Promise<string> {
  const { store, nightly, tally, loop, hub, clock } = parts;
  const [head, messages, backup] = await Promise.all([
    within(PATIENCE_MS, store.head()),
    within(PATIENCE_MS, store.sent.waiting()),
    nightly && within(PATIENCE_MS, nightly.state())
  ]);
  const { held } = loop;
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const age = (at: number | null | undefined) =>
    at === null || at === undefined ? Infinity : (clock() - at) / 1e3;
  const queues = { appends: store.waiting, messages, ...parts.queues() };
  return openMetrics([
    gauge(
      'mangluoi_ready',
      'Whether reports are taken in and pages show the newest position.',
      flag(parts.ready())
    ),
    counter('mangluoi_reports_accepted', 'Reports taken in since the program started.', [
      { value: tally.accepted }
    ]),
    counter('mangluoi_reports_refused', 'Reports not taken in, by why.', byLabel('why', tally.refused)),
    gauge('mangluoi_log_position', 'Place in the log up to which figures are shown.', one(parts.position())),
    gauge('mangluoi_log_head', 'Last place of the log in the store.', one(head)),
    gauge('mangluoi_store_up', 'Whether the store answers.', flag(store.reachable && head !== null)),
    counter('mangluoi_store_outages', 'How often the store went silent.', [{ value: tally.outages }]),
    counter('mangluoi_faults', 'Faults that no caller was the cause of.', [{ value: parts.faults() }]),
    gauge('mangluoi_sockets', 'Open live connections.', one(hub.counts.sockets)),
    counter('mangluoi_deltas', 'Deltas sent to watched scopes.', [{ value: hub.counts.deltas }]),
    counter(
      'mangluoi_delta_bytes',
      'Bytes of those deltas, each counted once.',
      [{ value: hub.counts.deltaBytes }],
      'bytes'
    ),
    counter('mangluoi_resyncs', 'Viewers told to begin anew, by why.', byLabel('why', hub.counts.resyncs)),
    gauge(
      'mangluoi_event_loop_delay_p99_seconds',
      'How long the event loop was held in the last minute, 99th percentile.',
      one(held.p99),
      'seconds'
    ),
    gauge(
      'mangluoi_event_loop_delay_max_seconds',
      'The longest that the event loop was held in the last minute.',
      one(held.max),
      'seconds'
    ),
    gauge('mangluoi_queue_length', 'How many wait, by what for.', byLabel('queue', queues)),
    gauge(
      'mangluoi_disk_free_bytes',
      'Free space where a folder lies.',
      byLabel('folder', freeOf(parts.folders)),
      'bytes'
    ),
    ...(nightly && backup
      ? [
          gauge(
            'mangluoi_backup_age_seconds',
            'Age of the newest nightly backup; infinite while there is none.',
            one(age(backup.newest?.at)),
            'seconds'
          ),
          gauge(
            'mangluoi_backup_verified_age_seconds',
            'How long ago the newest nightly backup was verified; infinite while it was not.',
            one(age(backup.newest?.verifiedAt)),
            'seconds'
          ),
          gauge(
            'mangluoi_backup_failing',
            'Whether the last try of a nightly backup failed.',
            flag(backup.failure !== null)
          ),
          counter('mangluoi_backup_failures', 'Tries of nightly backups that failed.', [
            { value: nightly.failures }
          ])
        ]
      : []),
    gauge('process_resident_memory_bytes', 'Resident memory.', one(rss), 'bytes'),
    gauge('nodejs_heap_size_used_bytes', 'Heap in use.', one(heapUsed), 'bytes'),
    counter('process_cpu_seconds', 'Processor time used.', [{ value: (user + system) / 1e6 }], 'seconds'),
    gauge(
      'process_start_time_seconds',
      'When the program started, seconds since 1970.',
      one((Date.now() - process.uptime() * 1e3) / 1e3),
      'seconds'
    )
  ]);
}

function gauge(name: string, help: string, samples: readonly Sample[], unit: Family['unit'] = ''): Family {
  return { name, type: 'gauge', unit, help, samples };
}

function counter(name: string, help: string, samples: readonly Sample[], unit: Family['unit'] = ''): Family {
  return { name, type: 'counter', unit, help, samples };
}

function one(value: number | null): Sample[] {
  return value === null ? [] : [{ value }];
}

function flag(holds: boolean): Sample[] {
  return [{ value: holds ? 1 : 0 }];
}

function byLabel(label: string, values: Readonly<Record<string, number | null>>): Sample[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [{ labels: { [label]: name }, value }]
  );
}

function freeOf(folders: Readonly<Record<string, string>>): Record<string, number | null> {
  return Object.fromEntries(Object.entries(folders).map(([name, folder]) => [name, freeBytes(folder)]));
}
