package com.wedsync.core.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import io.vertx.core.buffer.Buffer;

/**
 * What may be kept of an API key {@code wsk_<prefix>_<secret><checksum>}.
 *
 * <p>
 * The secret has 43 characters out of 62, 256 random bits. The checksum, a CRC-32 of all before it in six characters, finds
 * typing errors and cut-off keys without a question to the database, and lets scanners of repositories recognise a key.
 *
 * @param prefix the part by which a key is recognised; no secret
 * @param hash SHA-256 of the whole token
 */
public record ApiKeyToken(String prefix, Buffer hash) {

    /** How every token begins. */
    static final String MARK = "wsk_";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int PREFIX_LENGTH = 12;
    private static final int SECRET_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;
    private static final Pattern FORM = Pattern.compile(MARK + "([0-9A-Za-z]{" + PREFIX_LENGTH + "})_[0-9A-Za-z]{"
            + SECRET_LENGTH + "}([0-9A-Za-z]{" + CHECKSUM_LENGTH + "})");

    /** A new token; {@code random} must be fit for secrets. */
    public static String make(RandomGenerator random) {
        StringBuilder token = new StringBuilder(MARK);
        append(token, random, PREFIX_LENGTH);
        append(token.append('_'), random, SECRET_LENGTH);
        return token.append(checksum(token.toString())).toString();
    }

    /** Empty if {@code token} has not the form of one, or not the right checksum. */
    public static Optional<ApiKeyToken> of(String token) {
        Matcher parts = FORM.matcher(token);
        return parts.matches() && checksum(token.substring(0, parts.start(2))).equals(parts.group(2))
                ? Optional.of(new ApiKeyToken(parts.group(1), sha256(token)))
                : Optional.empty();
    }

    private static void append(StringBuilder token, RandomGenerator random, int count) {
        for (int i = 0; i < count; i++) {
            token.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        char[] digits = new char[CHECKSUM_LENGTH];
        long rest = crc.getValue();
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(digits);
    }

    private static Buffer sha256(String token) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
