package com.wedsync.core.guest;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Rows of a file, as JSON would have them, and the line on which each begins. */
record GuestFile(List<Line> lines) {

    static final int MAX_ROWS = 5000;

    record Line(long number, ObjectNode row) {
    }
}
