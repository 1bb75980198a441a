/** What PostgreSQL is told at each start, so that no file in the data directory can be out of date. */
export interface Settings {
  readonly port: number;
  /** Folder of the Unix socket; empty where there are none. */
  readonly socketFolder: string;
  /** Whether an acknowledged write survives a crash of the machine. */
  readonly durable: boolean;
}

/**
 * For a small machine with many short statements: no processes that such a load has no use for, no compiling of plans,
 * and a log without statements or values, which may hold what must not be in a log.
 */
export function settingsFlags({ port, socketFolder, durable }: Settings): string[] {
  const onIfDurable = durable ? "on" : "off";
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: socketFolder,
    unix_socket_permissions: "0700",
    max_connections: 200,
    shared_buffers: "128MB",
    huge_pages: "off",
    fsync: onIfDurable,
    synchronous_commit: onIfDurable,
    full_page_writes: onIfDurable,
    wal_level: "minimal",
    max_wal_senders: 0,
    max_wal_size: "1GB",
    io_method: "sync",
    max_parallel_workers_per_gather: 0,
    max_logical_replication_workers: 0,
    random_page_cost: 1.1,
    jit: "off",
    track_io_timing: "off",
    // The checks of foreign keys keep a plan that was made while a table was empty, through whichever index, until the
    // table is analyzed. On a fresh database that must not take the usual minute.
    autovacuum_naptime: "2s",
    timezone: "UTC",
    log_timezone: "UTC",
    log_destination: "stderr",
    logging_collector: "off",
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_checkpoints: "off",
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
