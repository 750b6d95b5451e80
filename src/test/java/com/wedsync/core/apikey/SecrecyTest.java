package com.wedsync.core.apikey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.logging.Level;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.ApiKeys;
import com.wedsync.core.testing.ApiKeys.IssuedKey;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Logs;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.ServerLog;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class SecrecyTest {

    @Test
    void neither_log_nor_the_statistics_know_a_token() throws Exception {
        assumeTrue(TestDatabase.isEmbedded());
        Supplier supplier = Season.supplier();
        String keys = ApiKeys.path(supplier);
        try (ServerLog server = ServerLog.listen(); Logs service = Logs.from(Level.FINE)) {
            IssuedKey key = ApiKeys.issue(supplier, "supplier:read");
            String next = given().auth().oauth2(Tokens.user(supplier.owner())).contentType("application/json").body("{}")
                    .post(keys + "/" + key.id() + "/rotate").path("token");
            for (String token : List.of(key.token(), next)) {
                given().auth().oauth2(token).get(keys).then().statusCode(403);
                String secret = token.substring(17, 60);

                assertThat(Eventually.get(server::text, text -> text.contains("access.authenticate_key")
                        && text.contains("INSERT INTO wedding.api_key"))).doesNotContain(secret);
                assertThat(service.lines()).noneMatch(line -> line.contains(secret));
            }
        }
    }
}
