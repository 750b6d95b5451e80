package com.wedsync.load;

import java.time.Duration;

/**
 * What a run is like; each value can be set with {@code -D}.
 *
 * @param url of the service
 * @param database JDBC URL of its database, where log-in {@code wedsync_app} finds out whom there is to be
 * @param secret the shared secret of the service's tokens
 * @param users who are there at the same time
 * @param minutes how long they stay, after a minute in which they come
 * @param think pause between two requests of a user
 * @param spike how many times as many come for half a minute after half the time; 1 for no spike
 * @param bars whether the run fails when a bar of docs/performance.md is missed
 */
record Settings(String url, String database, String secret, int users, double minutes, Duration think, double spike, boolean bars) {

    static Settings given() {
        return new Settings(
                System.getProperty("url", "http://127.0.0.1:8080"),
                System.getProperty("database", "jdbc:postgresql://127.0.0.1:5432/wedsync?user=wedsync_app"),
                System.getProperty("secret", "development-secret-known-to-everybody"),
                Integer.getInteger("users", 100),
                Double.parseDouble(System.getProperty("minutes", "1")),
                Duration.ofMillis(Long.getLong("think", 1000)),
                Double.parseDouble(System.getProperty("spike", "1")),
                Boolean.getBoolean("bars"));
    }
}
