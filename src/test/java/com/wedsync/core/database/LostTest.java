package com.wedsync.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;

import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;

import com.wedsync.core.error.ProblemType;
import com.wedsync.core.error.Unavailable;

/** What was never sent was not executed; of what was sent nobody knows. */
class LostTest {

    @Test
    void where_there_was_no_connection_nothing_was_executed() {
        for (Throwable failure : List.of(new ConnectException("refused"), new NoRouteToHostException("unreachable"),
                new UnknownHostException("postgres-rw"), new SSLHandshakeException("unknown certificate"))) {
            assertThat(type(failure)).as("%s", failure).isEqualTo(ProblemType.NO_CONNECTION);
        }
    }

    @Test
    void a_connection_that_ended_may_have_taken_its_statement_along() {
        assertThat(Lost.is(new IOException("Connection reset by peer"))).isTrue();
        assertThat(type(new IOException("Connection reset by peer"))).isEqualTo(ProblemType.NO_ANSWER);
    }

    private static ProblemType type(Throwable failure) {
        return ((Unavailable) Lost.translated(failure)).type();
    }
}
