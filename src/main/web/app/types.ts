/** The answers of the operations API, as far as the page reads them by name. */

export type Level = 'healthy' | 'warning' | 'critical';
export type Unknown = Record<string, string> | undefined;

export interface Finding {
  code: string;
  level: Level;
  message: string;
  value: number | null;
  threshold: number;
}

export interface HealthReport {
  status: 'healthy' | 'unhealthy';
  timestamp: string;
  database: { connection_healthy: boolean; latency_ms: number; error: string | null };
  metrics: {
    connections: {
      active: number | null;
      idle: number | null;
      idle_in_transaction: number | null;
      waiting_for_lock: number | null;
      total: number;
      max_connections: number;
      reserved_connections: number;
      utilization_percent: number;
      unknown?: Unknown;
    };
    performance: {
      avg_query_time_ms: number | null;
      slow_queries_count: number | null;
      queries_per_second: number | null;
      transactions_per_second: number | null;
      cache_hit_ratio: number | null;
      window_seconds: number | null;
      unknown?: Unknown;
    };
    health: {
      status: Level;
      findings: Finding[];
      last_backup: string | null;
      replication_lag_ms: number | null;
      unknown?: Unknown;
    };
  } | null;
}

export interface Table {
  table_name: string;
  size_mb: number | null;
  index_size_mb: number | null;
  row_count: number | null;
  dead_row_count: number | null;
  reason?: string;
}

export interface MetricsReport {
  data: {
    storage: {
      total_size_mb: number;
      table_sizes: Table[];
      growth_rate_mb_per_day: number | null;
      measured_at: string;
      unknown?: Unknown;
    };
  };
}

export interface Pool {
  total_connections: number;
  idle_connections: number;
  waiting_requests: number;
  max_connections: number;
  utilization_percent: number;
}

export interface Burn {
  window: string;
  observed_seconds: number;
  requests: number;
  failed: number;
  slow: number;
  error_burn: number | null;
  latency_burn: number | null;
}

export interface LiveReport {
  timestamp: string;
  reading: { taken_at: string | null; age_seconds: number | null; failing: boolean };
  app: Pool;
  ops: Pool;
  admission: { limit: number; in_flight: number; waiting: number; refused_per_second: number };
  connection_waits: { p95_ms: number | null; unknown?: Unknown };
  requests: {
    window_seconds: number;
    per_second: number;
    failed_per_second: number;
    p50_ms: number | null;
    p95_ms: number | null;
    p99_ms: number | null;
    unknown?: Unknown;
  };
  budget: Burn[];
  streams: { open: number; longest_lag_ms: number | null; dropped_per_minute: number };
  viewers: number;
}

export interface Alert {
  name: string;
  severity: 'warning' | 'critical';
  state: 'pending' | 'firing' | 'resolved';
  labels: Record<string, string>;
  summary: string;
  evidence: string;
  value: number | null;
  unknown: string | null;
  starts_at: string | null;
  ends_at: string | null;
  flapping: boolean;
  muted: boolean;
  inhibited: boolean;
  first_action: string;
  runbook: string;
}

export interface AlertReport {
  timestamp: string;
  reading_age_seconds: number | null;
  sender: boolean;
  delivering: boolean;
  alerts: Alert[];
  unknown: Record<string, string>;
  mutes: { rule: string | null; ends_at: string; comment: string; created_by: string }[];
}

export interface Query {
  query_id: string;
  user: string | null;
  text: string | null;
  calls: number;
  calls_per_second: number;
  total_ms: number;
  mean_ms: number;
  time_percent: number;
  rows_per_call: number;
  cache_hit_percent: number | null;
  temp_blocks: number;
  baseline_mean_ms: number | null;
  change: number | null;
}

export interface QueryReport {
  window_seconds: number;
  total_ms: number;
  warning: string | null;
  queries: Query[];
}
export interface QueryPlan {
  plan: string[] | null;
  reason: string | null;
}

export interface LockNode {
  pid: number | null;
  user: string | null;
  application_name: string | null;
  state: string | null;
  query_id: string | null;
  transaction_started_at: string | null;
  lock_mode: string | null;
  lock_type: string | null;
  relation: string | null;
  waiting_for: number[];
  waited_seconds: number;
  blocked_sessions: number;
  blocked_seconds: number;
  blocked: LockNode[];
}

export interface LockReport {
  timestamp: string;
  blocked_sessions: number;
  roots: LockNode[];
}

export interface Forecast {
  resource: string;
  subject: string | null;
  unit: string;
  used: number | null;
  limit: number | null;
  per_day: number | null;
  days: number | null;
  days_earliest: number | null;
  days_latest: number | null;
  full_at: string | null;
  days_seen: number | null;
  reason: string | null;
}

export interface CapacityReport {
  forecasts: Forecast[];
}

export interface Point {
  at: string;
  minimum: number;
  average: number;
  maximum: number;
}
export interface HistoryReport {
  metric: string;
  unit: string;
  meaning: string;
  step_seconds: number;
  series: { labels: Record<string, string>; points: Point[] }[];
}
