package com.wedsync.core.live;

/** Figures with as many digits as they are worth. */
final class Rounded {

    private Rounded() {
    }

    static double toTenth(double number) {
        return Math.round(number * 10) / 10.0;
    }

    static double toHundredth(double number) {
        return Math.round(number * 100) / 100.0;
    }
}
