-- History of everything that the sampler observes: minutes of the present hour, hours before that.

CREATE TABLE ops.series (
    id         integer     GENERATED ALWAYS AS IDENTITY,
    name       text        NOT NULL,
    labels     jsonb       NOT NULL DEFAULT '{}',
    first_seen timestamptz NOT NULL DEFAULT now(),
    last_seen  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT series_pkey PRIMARY KEY (id),
    CONSTRAINT series_name_labels_key UNIQUE (name, labels)
);
COMMENT ON TABLE ops.series IS 'What is observed: a metric and the labels that tell its series apart.';
COMMENT ON COLUMN ops.series.last_seen IS 'Brought up to date once an hour.';

CREATE TABLE ops.observation (
    minute timestamptz        NOT NULL,
    series integer[]          NOT NULL,
    value  double precision[] NOT NULL,
    CONSTRAINT observation_pkey PRIMARY KEY (minute),
    CONSTRAINT observation_value_check CHECK (cardinality(series) = cardinality(value))
);
COMMENT ON TABLE ops.observation IS 'All values of one minute; of the present hour only. What is not known is not in it.';

CREATE TABLE ops.observation_hour (
    series   integer          NOT NULL,
    hour     timestamptz      NOT NULL,
    observed smallint         NOT NULL,
    minimum  double precision NOT NULL,
    average  double precision NOT NULL,
    maximum  double precision NOT NULL,
    minutes  smallint[],
    detail   real[],
    CONSTRAINT observation_hour_pkey PRIMARY KEY (series, hour),
    CONSTRAINT observation_hour_detail_check CHECK (cardinality(minutes) = cardinality(detail))
);
COMMENT ON TABLE ops.observation_hour IS 'One series in one hour (UTC).';
COMMENT ON COLUMN ops.observation_hour.observed IS 'Minutes of the hour in which the value was known.';
COMMENT ON COLUMN ops.observation_hour.minutes IS 'Which those were, from 0 to 59; NULL, like detail, once the hour is too old for details.';
COMMENT ON COLUMN ops.observation_hour.detail IS 'The values of those minutes, with seven significant digits.';

CREATE INDEX observation_hour_hour_idx ON ops.observation_hour (hour);

GRANT SELECT, INSERT, UPDATE, DELETE ON ops.series, ops.observation, ops.observation_hour TO wedsync_ops;

-- How far sequences are is not a secret, and who watches must see it.
GRANT SELECT ON ALL SEQUENCES IN SCHEMA wedding, sync, ops TO wedsync_ops;
ALTER DEFAULT PRIVILEGES IN SCHEMA wedding GRANT SELECT ON SEQUENCES TO wedsync_ops;
ALTER DEFAULT PRIVILEGES IN SCHEMA sync GRANT SELECT ON SEQUENCES TO wedsync_ops;
ALTER DEFAULT PRIVILEGES IN SCHEMA ops GRANT SELECT ON SEQUENCES TO wedsync_ops;
