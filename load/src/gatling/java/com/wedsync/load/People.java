package com.wedsync.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Partners and suppliers of the season in the database, with tokens as their apps would hold them. */
final class People {

    private static final int MOST = 2000;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Settings settings;

    People(Settings settings) {
        this.settings = settings;
    }

    /** Attributes {@code couple} and {@code token}. */
    List<Map<String, Object>> partners() {
        return read("couple", """
                SELECT couple_id, min(user_id::text) FROM wedding.couple_member WHERE role = 'partner'
                GROUP BY couple_id ORDER BY md5(couple_id::text) LIMIT\s""" + MOST);
    }

    /** Attributes {@code supplier} and {@code token}. */
    List<Map<String, Object>> suppliers() {
        return read("supplier", """
                SELECT supplier_id, min(user_id::text) FROM wedding.supplier_member WHERE role = 'owner'
                GROUP BY supplier_id ORDER BY md5(supplier_id::text) LIMIT\s""" + MOST);
    }

    private List<Map<String, Object>> read(String tenant, String sql) {
        List<Map<String, Object>> people = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(settings.database())) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT access.enter('service:load test')");
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        people.add(Map.of(tenant, rows.getString(1), "token", token(rows.getString(2))));
                    }
                }
            }
        } catch (SQLException unreachable) {
            throw new IllegalStateException("Whom to be? -Ddatabase must be the service's database, with demo data", unreachable);
        }
        return people;
    }

    private String token(String user) {
        long now = Instant.now().getEpochSecond();
        String content = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64("{\"sub\":\"" + user
                + "\",\"role\":\"authenticated\",\"iat\":" + now + ",\"exp\":" + (now + 24 * 3600) + "}");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(settings.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return content + "." + BASE64.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
