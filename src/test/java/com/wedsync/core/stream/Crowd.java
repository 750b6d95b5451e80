package com.wedsync.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
    private final Device.Figures figures = new Device.Figures();
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

    Device.Figures figures() {
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
            Eventually.get(device::position, position -> position != null);
        }
        for (Couple couple : couples) {
            Random own = new Random(random.nextLong());
            editors.add(Thread.ofVirtual().start(() -> edit(couple, own)));
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
            Eventually.get(patience, () -> device.getKey().revision(""), seen -> seen.equals(revisions.get(couple)));
            assertThat(device.getKey().rows("", "guest")).isEqualTo(guests.get(couple));
        }
        for (Device device : ofSuppliers) {
            for (Couple couple : couples) {
                Eventually.get(patience, () -> device.rows(couple.id().toString(), "guest"),
                        seen -> seen.equals(guests.get(couple.id())));
            }
        }
        assertThat(figures.faults).isEmpty();
    }

    private void edit(Couple couple, Random own) {
        List<String[]> known = new ArrayList<>(); // address and version
        while (editing) {
            try {
                int chance = own.nextInt(100);
                if (chance < 3) {
                    writePast(couple, own);
                } else if (known.isEmpty() || chance < 40) {
                    HttpResponse<String> answer = send(couple, "/api/couples/" + couple.id() + "/guests", "POST", null,
                            "{\"name\": \"Guest " + own.nextInt(1_000) + "\"}");
                    if (answer.statusCode() == 201) {
                        known.add(new String[] { answer.headers().firstValue("Location").orElseThrow(), "1" });
                        written.incrementAndGet();
                    }
                } else {
                    change(couple, own, known, chance < 85);
                }
                Thread.sleep(own.nextInt(1, 12));
            } catch (IOException | SQLException lost) {
                known.clear(); // whether it was written is not known, and it does not matter here
            } catch (InterruptedException end) {
                return;
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    private void change(Couple couple, Random own, List<String[]> known, boolean update)
            throws IOException, InterruptedException {
        int index = own.nextInt(known.size());
        String[] guest = known.get(index);
        HttpResponse<String> answer = send(couple, guest[0], update ? "PATCH" : "DELETE", guest[1],
                update ? "{\"notes\": \"" + own.nextInt() + " ü\\n\\\"quoted\\\"\", \"is_child\": " + own.nextBoolean() + "}"
                        : "");
        if (answer.statusCode() == 200) {
            guest[1] = String.valueOf(JSON.readTree(answer.body()).path("version").asLong());
            written.incrementAndGet();
        } else if (answer.statusCode() == 204) {
            known.remove(index);
            written.incrementAndGet();
        } else {
            known.remove(index);
        }
    }

    /** Several rows in one transaction, by somebody who tells no replica of it. */
    private void writePast(Couple couple, Random own) throws Exception {
        try (Connection connection = database.call();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO wedding.guest (couple_id, id, name) SELECT ?, gen_random_uuid(), 'Past ' || n FROM generate_series(1, ?) n")) {
            insert.setObject(1, couple.id());
            insert.setInt(2, own.nextInt(1, 6));
            written.addAndGet(insert.executeUpdate());
            Thread.sleep(own.nextInt(30)); // others commit before it, though they began later
            connection.commit();
        }
    }

    private HttpResponse<String> send(Couple couple, String path, String method,
            @org.jspecify.annotations.Nullable String version,
            String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + path))
                .header("Authorization", "Bearer " + Tokens.user(couple.partner())).header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(15)).method(method, BodyPublishers.ofString(body));
        return client.send((version == null ? request : request.header("If-Match", "\"" + version + "\"")).build(),
                BodyHandlers.ofString());
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
