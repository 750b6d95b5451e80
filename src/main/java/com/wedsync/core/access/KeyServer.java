package com.wedsync.core.access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** Who publishes the keys that tokens are verified with; asked within bounds of time and size, redirects are not followed. */
public final class KeyServer {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final long MAX_BYTES = 512 * 1024;
    /** Names are not resolved: what a resolver says of another name is not known to be this machine. */
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build();
    private final HttpRequest request;
    private final Duration answerWithin;

    /**
     * @param answerWithin from the first byte sent to the last one read: a server that trickles holds nobody longer than a
     *        silent one
     */
    KeyServer(URI url, Duration answerWithin) {
        this.answerWithin = answerWithin;
        this.request = HttpRequest.newBuilder(url).header("Accept", "application/json").build();
    }

    /** Whether nobody on the way can put keys of their own in place of the server's: https, or this machine. */
    public static boolean isTrusted(URI url) {
        String scheme = String.valueOf(url.getScheme());
        String host = String.valueOf(url.getHost());
        return url.getHost() != null
                && (scheme.equals("https") || (scheme.equals("http") && LOOPBACK.matcher(host).matches()));
    }

    /** The keys that the server publishes now. */
    List<JsonWebKey> keys() throws IOException {
        HttpResponse<String> answer = ask();
        if (answer.statusCode() != 200) {
            throw new IOException("it answers with status " + answer.statusCode());
        }
        try {
            return new JsonWebKeySet(answer.body()).getJsonWebKeys();
        } catch (JoseException | ClassCastException unreadable) {
            throw new IOException("its answer is no key set", unreadable);
        }
    }

    private HttpResponse<String> ask() throws IOException {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request,
                BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES));
        try {
            return answer.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            throw new IOException("no answer within " + answerWithin.toMillis() + " ms", silent);
        } catch (ExecutionException failed) {
            throw new IOException(String.valueOf(failed.getCause()), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("the service stops", stopped);
        } finally {
            answer.cancel(true);
        }
    }
}
