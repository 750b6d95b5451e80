package com.wedsync.core.alert;

/**
 * Where a rule raises an alert, and where, a little further back, it lets go of it.
 *
 * @param above whether larger values are worse
 * @param raise crossed at this value already
 * @param clear not crossed any more only beyond this one
 */
record Line(boolean above, double raise, double clear) {

    /** Larger is worse; clear a tenth below. */
    static Line above(double raise) {
        return new Line(true, raise, raise * 0.9);
    }

    /** Larger is worse. */
    static Line above(double raise, double clear) {
        return new Line(true, raise, clear);
    }

    /** Smaller is worse. */
    static Line below(double raise, double clear) {
        return new Line(false, raise, clear);
    }

    boolean crossedBy(double value) {
        return above ? value >= raise : value <= raise;
    }

    boolean clearedBy(double value) {
        return above ? value < clear : value > clear;
    }
}
