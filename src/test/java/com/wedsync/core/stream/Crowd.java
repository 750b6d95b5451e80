package com.wedsync.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.Tokens;

/** Devices of couples and suppliers, partners who edit at random, and the question whether all ended with the same. */
final class Crowd implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Figures figures = new Figures();
    private final Random random;
    private final IntSupplier port;
    private final Callable<Connection> database;
    private final List<Couple> couples;
    private final Map<Device, Couple> ofCouples = new HashMap<>();
    private final List<Device> ofSuppliers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Thread> editors = new ArrayList<>();
    private final AtomicInteger written = new AtomicInteger();
    private volatile boolean editing = true;

    /**
     * @param port of any replica, asked for each connection
     * @param database opens a connection that has entered as the service role
     */
    Crowd(long seed, IntSupplier port, Callable<Connection> database, List<Couple> couples, int devices,
            List<Supplier> suppliers) {
        this.random = new Random(seed);
        this.port = port;
        this.database = database;
        this.couples = couples;
        for (Couple couple : couples) {
            for (int n = 0; n < devices; n++) {
                ofCouples
                        .put(new Device(client, port, "/api/couples/" + couple.id() + "/changes", Tokens.user(couple.partner()),
                                "0", new Random(random.nextLong()), figures), couple);
            }
        }
        for (Supplier supplier : suppliers) {
            ofSuppliers.add(new Device(client, port, "/api/suppliers/" + supplier.id() + "/changes",
                    Tokens.user(supplier.owner()), null, new Random(random.nextLong()), figures));
        }
    }

    Figures figures() {
        return figures;
    }

    int written() {
        return written.get();
    }

    /** Devices first: one of a supplier begins with the present. */
    void start() throws Exception {
        List<Device> all = new ArrayList<>(ofCouples.keySet());
        all.addAll(ofSuppliers);
        all.forEach(device -> threads.add(Thread.ofVirtual().start(device::run)));
        for (Device device : ofSuppliers) {
            Eventually.get(device.copy()::position, position -> position != null);
        }
        for (Couple couple : couples) {
            Random own = new Random(random.nextLong());
            editors.add(
                    Thread.ofVirtual().start(new Editor(client, port, database, couple, own, written, () -> editing)::edit));
        }
    }

    /** Cuts the connection of one device. */
    void cutOne(Random chance) throws IOException {
        List<Device> all = new ArrayList<>(ofCouples.keySet());
        all.addAll(ofSuppliers);
        all.get(chance.nextInt(all.size())).cut();
    }

    /** Ends the edits and the trouble, waits until all have caught up, and compares. */
    void settle(Duration patience) throws Exception {
        editing = false;
        for (Thread editor : editors) {
            editor.join();
        }
        ofCouples.keySet().forEach(Device::calmDown);
        ofSuppliers.forEach(Device::calmDown);
        Map<UUID, Map<String, JsonNode>> guests = new HashMap<>();
        Map<UUID, Long> revisions = new HashMap<>();
        try (Connection connection = database.call()) {
            for (Couple couple : couples) {
                guests.put(couple.id(), guests(connection, couple.id()));
                revisions.put(couple.id(), revision(connection, couple.id()));
            }
        }
        for (Map.Entry<Device, Couple> device : ofCouples.entrySet()) {
            UUID couple = device.getValue().id();
            Eventually.get(patience, () -> device.getKey().copy().revision(""), seen -> seen.equals(revisions.get(couple)));
            assertThat(device.getKey().copy().rows("", "guest")).isEqualTo(guests.get(couple));
        }
        for (Device device : ofSuppliers) {
            for (Couple couple : couples) {
                Eventually.get(patience, () -> device.copy().rows(couple.id().toString(), "guest"),
                        seen -> seen.equals(guests.get(couple.id())));
            }
        }
        assertThat(figures.faults).isEmpty();
    }

    private static Map<String, JsonNode> guests(Connection connection, UUID couple) throws SQLException, IOException {
        Map<String, JsonNode> guests = new HashMap<>();
        try (Statement settings = connection.createStatement();
                PreparedStatement read = connection.prepareStatement(
                        "SELECT id, (to_jsonb(guest) - 'couple_id')::text FROM wedding.guest WHERE couple_id = ?")) {
            settings.execute("SET LOCAL TimeZone = 'UTC'");
            read.setObject(1, couple);
            try (ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    guests.put(rows.getString(1), JSON.readTree(rows.getString(2)));
                }
            }
        }
        return guests;
    }

    private static long revision(Connection connection, UUID couple) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("SELECT revision FROM wedding.tenant WHERE id = ?")) {
            read.setObject(1, couple);
            try (ResultSet row = read.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public void close() throws Exception {
        editing = false;
        for (Device device : ofCouples.keySet()) {
            device.stop();
        }
        for (Device device : ofSuppliers) {
            device.stop();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        client.shutdownNow();
    }
}
