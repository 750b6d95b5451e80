package com.wedsync.core.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/**
 * The floor that the service stands on: the same HTTP server, driver and JSON library with the SQL of an {@link Operation}
 * alone. No caller, no row level security, no limits, no metrics. What it costs on a machine is what no service of this make
 * can be cheaper than.
 */
public final class BareService {

    private static final int CONNECTIONS = 4;
    private static final int PIPELINED = 64;

    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
    private final SqlClient database;

    private BareService(SqlClient database) {
        this.database = database;
    }

    /** {@code BareService <url of the database> <port>}; answers {@code /<index of the operation>/<couple>/<guest>}. */
    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        SqlClient database = PgBuilder.client().using(vertx)
                .connectingTo(PgConnectOptions.fromUri(arguments[0]).setUser("postgres").setCachePreparedStatements(true)
                        .setPipeliningLimit(PIPELINED))
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .build();
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(Integer.parseInt(arguments[1])))
                .requestHandler(new BareService(database)::answer).listen().toCompletionStage().toCompletableFuture().join();
    }

    /** In a process of its own, with the options of the image; ends with its {@link Process}. */
    static Process start(String url, int port) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of(Artifact.OPTIONS_AS_IN_THE_IMAGE.split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareService.class.getName(), url,
                Integer.toString(port)));
        Path log = Report.DIRECTORY.resolve("bare-service.log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MALLOC_")); // PostgreSQL's
        return builder.start();
    }

    private void answer(HttpServerRequest request) {
        String[] path = request.path().split("/");
        String sql = Operation.ALL.get(Integer.parseInt(path[1])).prepared();
        Tuple values = Tuple.of(UUID.fromString(path[2]));
        if (sql.contains("$2")) {
            values.addUUID(UUID.fromString(path[3]));
        }
        database.preparedQuery(sql).execute(values)
                .onSuccess(
                        rows -> request.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(json(rows))))
                .onFailure(failure -> request.response().setStatusCode(500).end(failure.getMessage()));
    }

    private byte[] json(RowSet<Row> rows) {
        List<Map<String, Object>> data = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int column = 0; column < row.size(); column++) {
                object.put(row.getColumnName(column), row.getValue(column));
            }
            data.add(object);
        }
        try {
            return json.writeValueAsBytes(data);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
