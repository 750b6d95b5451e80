/** The answers about migrations and maintenance. */

export interface MigrationStatus {
  state: string;
  version: string | null;
  applied: {
    version: string | null;
    description: string;
    script: string;
    installed_on: string;
    execution_time_ms: number;
    requested_by: string | null;
  }[];
  pending: { version: string | null; description: string; script: string }[];
  errors: string[];
  last_run: {
    requested_by: string;
    started_at: string;
    finished_at: string | null;
    status: string;
    script: string | null;
    message: string | null;
  } | null;
  extensions: { name: string; required: boolean; version: string | null; available: boolean }[];
}

export interface MigrationResult {
  success: boolean;
  applied_migrations: string[];
  errors: string[];
  checked?: string;
  findings?: ScriptFinding[];
}

export interface ScriptFinding {
  rule: string;
  level: 'error' | 'warning' | 'accepted';
  script: string;
  object: string;
  message: string;
  advice: string;
  reason: string | null;
  table: LiveTable | null;
}

export interface LiveTable {
  name: string;
  size_bytes: number | null;
  estimated_rows: number | null;
  unknown: string | null;
  sessions: { pid: number; application: string | null; state: string | null; in_transaction_ms: number | null }[];
}

export interface Run {
  id: string;
  action: string;
  table_name: string | null;
  index_name: string | null;
  status: string;
  requested_by: string;
  requested_at: string;
  started_at: string | null;
  finished_at: string | null;
  progress: { phase: string | null; percent: number | null; reason: string | null } | null;
  problem: { title?: string; detail?: string } | null;
  occasion: { reason: string; score: number; p95_ms: number | null } | null;
}

export interface RunPage {
  runs: Run[];
}

export interface Round {
  id: string;
  trigger: string;
  dry_run: boolean;
  state: string;
  requested_at: string;
  started_at: string | null;
  ended_at: string | null;
  ends_by: string | null;
  reason: string | null;
  yields: number;
  steps: Run[];
}

export interface Maintenance {
  enabled: boolean;
  window: {
    source: string;
    time_zone: string;
    days: string[];
    opens_at: string;
    closes_at: string;
    open: boolean;
    next_opens: string | null;
    next_closes: string | null;
  } | null;
  round: Round | null;
  last_round: Round | null;
  missed: { window_opened: string; reason: string } | null;
}

export interface Plan {
  as_of: string;
  steps: {
    action: string;
    table: string;
    index: string | null;
    reason: string;
    score: number | null;
    size_bytes: number | null;
    detail: string;
  }[];
  skipped: { table: string; reason: string }[];
}

export interface RoundPage {
  rounds: Round[];
}
