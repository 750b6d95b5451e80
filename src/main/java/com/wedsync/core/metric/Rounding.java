package com.wedsync.core.metric;

/** Numbers as people read them; rounding happens once, at the edge. */
final class Rounding {

    private static final double MEBIBYTE = 1024.0 * 1024.0;

    private Rounding() {
    }

    static double toTenth(double value) {
        return Math.round(value * 10) / 10.0;
    }

    static double toThousandth(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    /** Mebibytes with two decimals: the specification's {@code size_mb} divides by 1024 twice. */
    static double mebibytes(double bytes) {
        return Math.round(bytes / MEBIBYTE * 100) / 100.0;
    }
}
