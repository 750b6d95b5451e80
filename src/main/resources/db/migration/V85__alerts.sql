-- What is known of alerts: their states, who sends them, and windows in which nobody is told.

CREATE TABLE ops.alert (
    rule        text             NOT NULL,
    severity    text             NOT NULL,
    labels      jsonb            NOT NULL,
    state       text             NOT NULL,
    held        interval         NOT NULL,
    value       double precision,
    unknown     text,
    unknown_for interval         NOT NULL,
    seen_at     timestamptz      NOT NULL,
    starts_at   timestamptz,
    ends_at     timestamptz,
    firings     timestamptz[]    NOT NULL,
    told        text,
    told_at     timestamptz,
    CONSTRAINT alert_pkey PRIMARY KEY (rule, severity, labels),
    CONSTRAINT alert_severity_check CHECK (severity IN ('warning', 'critical')),
    CONSTRAINT alert_state_check CHECK (state IN ('inactive', 'pending', 'firing', 'resolved')),
    CONSTRAINT alert_told_check CHECK (told IN ('firing', 'resolved'))
);
COMMENT ON TABLE ops.alert IS 'Alerts that are not simply inactive, as the replica that sends them saw them last.';
COMMENT ON COLUMN ops.alert.labels IS 'Of the series that the alert is about.';
COMMENT ON COLUMN ops.alert.held IS 'How long it is on its way to the next state.';
COMMENT ON COLUMN ops.alert.unknown IS 'Why there is no value; NULL if there is one.';
COMMENT ON COLUMN ops.alert.firings IS 'When it fired lately.';
COMMENT ON COLUMN ops.alert.told IS 'The state that receivers know of.';

CREATE TABLE ops.alert_sender (
    only_row boolean     NOT NULL DEFAULT true,
    instance text        NOT NULL,
    until    timestamptz NOT NULL,
    CONSTRAINT alert_sender_pkey PRIMARY KEY (only_row),
    CONSTRAINT alert_sender_only_row_check CHECK (only_row)
);
COMMENT ON TABLE ops.alert_sender IS 'The process of the service that sends alerts, and until when no other may.';
INSERT INTO ops.alert_sender (instance, until) VALUES ('nobody', '-infinity');

CREATE TABLE ops.alert_mute (
    id         uuid        NOT NULL,
    rule       text,
    labels     jsonb       NOT NULL DEFAULT '{}',
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    comment    text        NOT NULL,
    created_by text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT alert_mute_pkey PRIMARY KEY (id),
    CONSTRAINT alert_mute_ends_at_check CHECK (ends_at >= starts_at)
);
COMMENT ON TABLE ops.alert_mute IS 'Windows in which nobody is told of certain alerts.';
COMMENT ON COLUMN ops.alert_mute.rule IS 'Name of the alert; NULL for all.';
COMMENT ON COLUMN ops.alert_mute.labels IS 'Labels that the alert must have.';
CREATE INDEX alert_mute_ends_at_idx ON ops.alert_mute (ends_at);

GRANT SELECT, INSERT, DELETE ON ops.alert TO wedsync_ops;
GRANT SELECT, UPDATE ON ops.alert_sender TO wedsync_ops;
GRANT SELECT, INSERT, UPDATE (ends_at) ON ops.alert_mute TO wedsync_ops;
